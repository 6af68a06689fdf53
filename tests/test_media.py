"""Uploads by their address: readers get the sizes that pages show, the staff those of the admin, too."""

import re

import pytest
from django.urls import reverse
from wagtail.images.models import Filter

from core.media import OF_THE_ADMIN, SHOWN
from images.models import Consent
from images.renditions import ALL_SPECS, SHARING, make_renditions
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_is_enough("its subject are files and their addresses"),
]


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.SERVE_MEDIA = True
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    return tmp_path


@pytest.fixture
def image(committed):
    with committed():
        return factories.ImageFactory(title="Workshop")


def addresses_in(html: str) -> set[str]:
    return set(re.findall(r"(?:src|href)=\\?\"(/media/[^\"\\]+)", html))


def test_readers_get_what_pages_show_and_nobody_an_original(client, admin, image, on_disk):
    original = image.file.name
    assert (on_disk / original).exists()
    (on_disk / "wagtail_uploads").mkdir()
    (on_disk / "wagtail_uploads/waiting.jpg").write_bytes((on_disk / original).read_bytes())
    roundabout = (
        original,
        original.replace("/", "//"),
        f"/{original}",
        f"images/../{original}",
        f"images/%2e%2e/{original}",
        f"images/..%2f{original}",
        f"admin_images/../{original}",
        f"images/./.././{original}",
        "wagtail_uploads/waiting.jpg",
        "images/",
        "admin_images/",
        "admin_images/no.jpg",
        "admin_images/" + "a" * 300,
    )
    for path in roundabout:  # the client is an administrator's
        assert client.get(f"/media/{path}").status_code == 404, path
    client.logout()
    for path in roundabout:
        assert client.get(f"/media/{path}").status_code == 404, path
    shown = client.get(image.renditions.get(filter_spec=SHARING).url)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert client.post(shown.request["PATH_INFO"]).status_code in {403, 405}


def test_what_the_admin_shows_of_a_picture_is_the_staffs(admin, client, committed):
    """Also where it is shown whole, and of a picture that pages must not show."""
    with committed():
        image = factories.ImageFactory(title="A class", consent=Consent.PENDING)
    found = set()
    for view in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages_chooser:choose"),
    ):
        here = addresses_in(admin.get(view).content.decode())
        assert here, view
        found |= here
    assert any(".original." in address for address in found)
    for address in found:
        assert address.startswith(f"/media/{OF_THE_ADMIN}")
        answer = admin.get(address)
        assert (answer.status_code, answer["Content-Type"].split("/")[0]) == (200, "image")
        assert answer["Cache-Control"] == "private, no-store"
        assert b"".join(answer.streaming_content)
    for user in (None, factories.UserFactory()):
        client.logout()
        if user:
            client.force_login(user)
        for address in found:
            assert client.get(address).status_code == 404


def test_a_password_alone_shows_nothing_of_the_admin(admin, image, settings):
    thumbnail = image.get_rendition("max-165x165")
    assert admin.get(thumbnail.url).status_code == 200
    settings.TWO_FACTOR = True
    assert admin.get(thumbnail.url).status_code == 404


def test_renditions_of_before_that_are_not_declared_leave_the_public_folder(image):
    """As they were made when the admin's lay there, too."""
    thumbnail = image.get_rendition(Filter("max-165x165"))
    image.renditions.filter(pk=thumbnail.pk).update(file=f"{SHOWN}guessable.jpg")
    make_renditions(image)
    public = image.renditions.filter(file__startswith=SHOWN)
    assert set(public.values_list("filter_spec", flat=True)) == set(ALL_SPECS)


def test_on_a_server_nginx_hands_out_what_pages_show(client, image, settings):
    settings.SERVE_MEDIA = False
    assert client.get(image.renditions.get(filter_spec=SHARING).url).status_code == 404
