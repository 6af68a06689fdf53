"""The partner's way, below the language and ``request/``, which is the address of the request page itself."""

from django.urls import path

from .views import follow, send
from .views.check import check
from .views.letter import letter

app_name = "assistance"

urlpatterns = [
    path("check/", check, name="check"),
    path("letter/", letter, name="letter"),
    path("send/", send.send, name="send"),
    path("send/<str:token>/", send.send_draft, name="send_draft"),
    path("follow/", follow.follow_start, name="follow_start"),
    path("follow/<str:token>/", follow.follow, name="follow"),
    path("follow/<str:token>/receipt/", follow.receipt, name="receipt"),
    path("follow/<str:token>/files/", follow.add_files, name="add_files"),
    path("follow/<str:token>/contact/", follow.contact, name="contact"),
    path("follow/<str:token>/withdraw/", follow.withdraw, name="withdraw"),
    path("follow/<str:token>/copy/", follow.copy, name="copy"),
]
