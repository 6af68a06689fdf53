"""What staff take away from a request: a file, or everything that is kept of it."""

from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from assistance import vault
from assistance.audit import record
from assistance.data_copy import data_copy
from assistance.models import Actor, Event, FileState, RequestFile

from .asked import AboutRequest, address_of
from .rights import VIEW


class CopyOfData(AboutRequest, View):
    """Everything that is kept of it, for whoever asks for their data."""

    needs = VIEW
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        record(self.asked.reference, Event.DATA_EXPORTED, Actor.STAFF, by=request.user)
        return FileResponse(
            data_copy(self.asked, for_partner=False),
            as_attachment=True,
            filename=f"{self.asked.reference}.zip",
        )


class Download(AboutRequest, View):
    """A file of a request, if it is clean; to be saved, never to be shown in the admin's origin."""

    needs = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        file = get_object_or_404(RequestFile, pk=kwargs["file_pk"], request=self.asked)
        if file.state != FileState.CLEAN:
            messages.error(
                request, _("This file can’t be opened: %(state)s.") % {"state": file.get_state_display()}
            )
            return HttpResponseRedirect(address_of(self.asked))
        try:
            content = vault.get(file.stored_as, vault.unwrap(file.wrapped_key))
        except (vault.StorageFailed, vault.CannotOpen):
            messages.error(
                request,
                _("The file can’t be read now. Try again later."),
            )
            return HttpResponseRedirect(address_of(self.asked))
        record(self.asked.reference, Event.FILE_DOWNLOADED, Actor.STAFF, by=request.user, detail=str(file.pk))
        response = FileResponse(
            BytesIO(content), as_attachment=True, filename=file.name, content_type=file.content_type
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
