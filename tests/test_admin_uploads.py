"""What editors may upload, and how it is given out."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from documents.models import CustomDocument
from images.models import CustomImage
from tests import factories
from tests.photographs import photograph
from tests.sent_files import bomb_png

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_is_enough("its subject are files"),
]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def add_picture(client, file: SimpleUploadedFile, **data):
    return client.post(reverse("wagtailimages:add"), {"title": "Picture", "file": file, **data})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("bomb.png", bomb_png(30_000)),
        ("bomb.png", bomb_png(7_000)),
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.gif", b"GIF89a" + bytes(20)),
    ],
)
def test_what_is_no_sound_picture_is_refused(admin, name, content):
    response = add_picture(admin, SimpleUploadedFile(name, content, "image/png"))
    assert response.status_code == 200
    assert "file" in response.context["form"].errors
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "script.js", "program.exe", "page.pdf.html"])
def test_documents_are_of_named_kinds(admin, name):
    file = SimpleUploadedFile(name, b"<script>alert(1)</script>", "application/pdf")
    response = admin.post(reverse("wagtaildocs:add"), {"title": "Document", "file": file})
    assert "file" in response.context["form"].errors
    assert not CustomDocument.objects.exists()


@pytest.fixture
def on_disk(settings, tmp_path) -> Path:
    """Where uploads are kept, as on a server."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    return tmp_path


@pytest.mark.parametrize("name", ["handbook.pdf", "table.csv"])
def test_documents_are_handed_out_and_opened_by_no_browser(client, on_disk, name):
    document = CustomDocument.objects.create(title="Document", file=ContentFile(b"%PDF-", name))
    response = client.get(document.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


@pytest.fixture
def private(db) -> Collection:
    """A collection for who is signed in."""
    collection = Collection.get_first_root_node().add_child(name="Drafts")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_a_document_of_a_private_collection_is_private(client, settings, on_disk, private):
    document = CustomDocument.objects.create(
        title="Plan", file=ContentFile(b"%PDF-", "plan.pdf"), collection=private
    )
    refused = client.get(document.url)
    assert refused.status_code == 302
    assert refused["Location"].startswith("/admin/login/?next=")
    assert (on_disk / document.file.name).exists()
    settings.SERVE_MEDIA = True
    for path in (document.file.name, f"x/../{document.file.name}", f"/{document.file.name}"):
        assert client.get(f"/media/{path}").status_code == 404, "nor past the view that asks"
    client.force_login(factories.UserFactory())
    assert client.get(document.url).status_code == 200
    settings.TWO_FACTOR = True
    assert client.get(document.url).status_code == 302, "a password alone is no sign-in"


def test_pictures_are_not_filed_as_private_since_they_are_not(admin, private):
    picture = SimpleUploadedFile("picture.jpg", photograph(), "image/jpeg")
    response = add_picture(admin, picture, collection=private.pk)
    assert "are always public" in str(response.context["form"].errors["collection"])
