"""The partner's way, below the language and ``request/``, which is the address of the request page itself."""

app_name = "assistance"

urlpatterns: list = []
