"""Who may ask for which of the files that were uploaded, or made of them.

Only what is named here is handed out by its address. Originals are not, nor what waits for its form;
documents are at ``/documents/``, where it is asked who may see them.
"""

import errno
import posixpath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file

SHOWN = "images/"
"""The sizes in which pages show pictures: everybody's. nginx serves this folder (deploy/nginx.conf)."""
OF_THE_ADMIN = "admin_images/"
"""The sizes in which the admin shows them, those that pages may not show as well."""
OF_THE_STAFF = (OF_THE_ADMIN, "avatar_images/")
NOT_A_FILE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}


@require_safe
def uploaded_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file by its name in the storage; 404 where there is none for who asks, whatever the reason."""
    name = posixpath.normpath(f"/{path}").lstrip("/")
    try:
        if name.startswith(SHOWN) and settings.SERVE_MEDIA:
            return serve_file(request, name, document_root=settings.MEDIA_ROOT)
        if name.startswith(OF_THE_STAFF) and request.user.has_perm("wagtailadmin.access_admin"):
            return FileResponse(default_storage.open(name), headers={"Cache-Control": "private, no-store"})
    except OSError as error:
        if not isinstance(error, FileNotFoundError) and error.errno not in NOT_A_FILE:
            raise
    raise Http404
