"""The addresses of the room, below ``/admin/requests/``."""

from django.urls import path
from django.views import View

from . import downloads, mails, steps
from .details import RequestView
from .listing import NAMESPACE, RequestListView
from .lists import AuditListView, PersonView

app_name = NAMESPACE

STEPS: dict[str, type[View]] = {
    "message": steps.WriteMessage,
    "note": steps.WriteNote,
    "assign": steps.Assign,
    "turn": steps.SetTurn,
    "related": steps.Relate,
    "retention": steps.KeepUntil,
    "contact": steps.CorrectContact,
    "link": steps.RenewLink,
    "project": steps.MakeProject,
    "erase": steps.Erase,
    "copy": downloads.CopyOfData,
}

urlpatterns = [
    path("", RequestListView.as_view(), name="list"),
    path("results/", RequestListView.as_view(results_only=True), name="list_results"),
    path("person/", PersonView.as_view(), name="person"),
    path("mails/", mails.MailListView.as_view(), name="mails"),
    path("mails/results/", mails.MailListView.as_view(results_only=True), name="mails_results"),
    path("mails/<int:mail_pk>/again/", mails.SendAgain.as_view(), name="send_again"),
    path("log/", AuditListView.as_view(), name="audit"),
    path("log/results/", AuditListView.as_view(results_only=True), name="audit_results"),
    path("<int:pk>/", RequestView.as_view(), name="inspect"),
    path("<int:pk>/to/<slug:stage>/", steps.Move.as_view(), name="move"),
    path("<int:pk>/file/<int:file_pk>/", downloads.Download.as_view(), name="file"),
    *[path(f"<int:pk>/{name}/", view.as_view(), name=name) for name, view in STEPS.items()],
]
