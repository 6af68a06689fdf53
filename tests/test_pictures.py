"""Pictures: light, made at upload, without what the camera wrote, and shown only where people agreed."""

import io
import re
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from images.models import Consent, CustomImage, CustomRendition
from images.renditions import ALL_SPECS, CARD, COLUMN, LEAD, SHARING
from news.models import NewsPage
from tests import factories
from tests.admin_forms import edit_form, save
from tests.photographs import photograph, upload

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_is_enough("its subject are files and the HTML around them"),
]


@pytest.fixture
def on_disk(settings, tmp_path):
    """Files in a folder: Wagtail deletes them with a storage of its own, which would find an empty memory."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }


@pytest.fixture
def image(committed):
    with committed():
        return factories.ImageFactory(title="Workshop", credit="A. Painter")


@pytest.fixture
def news(site, image):
    return factories.NewsPageFactory(
        parent=site.news, title="Launched", image=image, image_alt='Three people at a "table"'
    )


def test_uploading_makes_every_rendition(admin, committed):
    assert upload(admin, committed, photograph()).status_code == 302
    image = CustomImage.objects.get()
    assert set(image.renditions.values_list("filter_spec", flat=True)) >= set(ALL_SPECS)
    for rendition in image.renditions.all():
        assert default_storage.exists(rendition.file.name)
    # It lay on its side: shown upright, no wider than it is.
    assert image.renditions.get(filter_spec=COLUMN.specs[0]).width == 480
    assert image.renditions.get(filter_spec=COLUMN.specs[0]).height == 640
    sharing = image.renditions.get(filter_spec=SHARING)
    assert (sharing.width, sharing.height) == (1200, 630)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"consent": ""}, "This field is required"),
        ({"consent": Consent.GIVEN}, "Say where the consent is kept"),
        ({"file": SimpleUploadedFile("photo.jpg", photograph()[:9000])}, "damaged"),
        ({"file": SimpleUploadedFile("photo.jpg", photograph((8000, 5001)))}, "too many pixels"),
    ],
)
def test_what_cannot_be_shown_or_read_is_refused_with_the_reason(admin, committed, changed, message):
    response = upload(admin, committed, photograph(), **changed)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not CustomImage.objects.exists()


def test_a_moved_focal_point_and_a_new_file_make_new_renditions(admin, committed, image):
    before = dict(image.renditions.values_list("filter_spec", "file"))
    focus = {"focal_point_x": 100, "focal_point_y": 100, "focal_point_width": 50, "focal_point_height": 50}
    data = {"title": "Workshop", "collection": 1, "consent": "nobody"}
    with committed():
        admin.post(reverse("wagtailimages:edit", args=[image.pk]), data | focus)
    moved = dict(image.renditions.filter(filter_spec__in=ALL_SPECS).values_list("filter_spec", "file"))
    assert moved.keys() == set(ALL_SPECS)
    assert {spec for spec in moved if moved[spec] != before[spec]} == {*CARD.specs, SHARING}
    replaced = SimpleUploadedFile("other.jpg", photograph((900, 900)))
    with committed():
        admin.post(reverse("wagtailimages:edit", args=[image.pk]), data | {"file": replaced})
    image.refresh_from_db()
    current = image.renditions.filter(filter_spec__in=ALL_SPECS)
    assert current.count() == len(ALL_SPECS)
    assert all("other" in rendition.file.name for rendition in current)


def test_a_page_prints_light_formats_their_widths_and_sizes(news, client):
    html = client.get("/en/news/launched/").content.decode()
    picture = re.search("<picture>.*?</picture>", html, re.DOTALL).group()
    sources = re.findall(r'<source type="(.*?)" srcset="(.*?)" sizes="(.*?)">', picture)
    assert [kind for kind, _, _ in sources] == ["image/avif", "image/webp"]
    for kind, srcset, sizes in sources:
        # 1440 was asked of an original of 1200.
        assert re.findall(r"(\d+)w", srcset) == ["480", "960", "1200"]
        assert srcset.count(f".{kind.removeprefix('image/')} ") == 3
        assert sizes == LEAD.sizes
    (img,) = re.findall("<img.*?>", picture)
    assert 'width="960" height="640"' in img
    assert 'alt="Three people at a &quot;table&quot;"' in img
    assert 'fetchpriority="high"' in img
    assert "lazy" not in img
    assert "© A. Painter" in html


def test_cards_are_lazy_and_only_decorate(news, client):
    html = client.get("/en/news/").content.decode()
    (img,) = re.findall("<img[^>]*format-jpeg[^>]*>", html)
    assert 'alt="" loading="lazy" decoding="async"' in img
    assert 'width="400" height="200"' in img
    assert CARD.sizes in html


def in_the_body(image, decorative=False):
    value = {"image": image.pk, "decorative": decorative, "alt_text": "" if decorative else "A full room"}
    return [("image", {"image": value, "caption": "At the workshop"})]


def give_body(page, blocks):
    field = page._meta.get_field("body")
    page.body = field.to_python(
        [{"type": kind, "value": value, "id": str(number)} for number, (kind, value) in enumerate(blocks)]
    )
    page.save_revision().publish()


def test_a_picture_in_the_text_is_lazy_and_has_its_own_alternative_text(news, image, client):
    give_body(news, [*in_the_body(image), *in_the_body(image, decorative=True)])
    html = client.get("/en/news/launched/").content.decode()
    _lead, described, decorative = re.findall("<img[^>]*format-jpeg[^>]*>", html)
    assert 'alt="A full room" loading="lazy" decoding="async"' in described
    assert 'alt="" loading="lazy"' in decorative
    assert html.count("At the workshop") == 2


def test_pictures_in_the_text_cost_no_query_each(
    news, image, client, committed, django_assert_max_num_queries
):

    def cost(number):
        with committed():
            images = [factories.ImageFactory() for _ in range(number)]
        give_body(news, [block for one in images for block in in_the_body(one)])
        client.get("/en/news/launched/")
        with CaptureQueriesContext(connection) as captured:
            html = client.get("/en/news/launched/").content.decode()
        assert len(re.findall("<picture>", html)) == number + 1
        return len(captured)

    assert cost(1) == cost(4)


def test_a_get_makes_nothing_where_a_rendition_is_missing(news, image, client):
    image.renditions.filter(filter_spec__in=COLUMN.specs[:3]).delete()
    html = client.get("/en/news/launched/").content.decode()
    assert "image/webp" in html
    assert "image/avif" not in html
    image.renditions.all().delete()
    assert "<picture" not in client.get("/en/news/launched/").content.decode()
    assert not CustomRendition.objects.exists()


def test_what_is_missing_can_be_made(image, committed):
    image.renditions.filter(filter_spec__in=CARD.specs).delete()
    call_command("make_renditions")
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(ALL_SPECS)


@pytest.mark.parametrize("consent", [Consent.PENDING, Consent.WITHDRAWN, ""])
def test_a_picture_is_nowhere_until_everyone_in_it_has_agreed(
    on_disk, news, image, client, committed, consent
):
    give_body(news, in_the_body(image))
    files = list(image.renditions.values_list("file", flat=True))
    image.refresh_from_db()
    image.consent = consent
    with committed():
        image.save()
    for address in ("/en/news/launched/", "/en/news/", "/en/"):
        html = client.get(address).content.decode()
        assert "<picture" not in html
        assert "/media/" not in html
    assert files
    assert not any(default_storage.exists(file) for file in files)
    image.consent = Consent.GIVEN
    with committed():
        image.save()
    assert client.get("/en/news/launched/").content.decode().count("<picture") == 2


def test_editors_are_told_which_pictures_a_page_leaves_out(site, news, admin, committed):
    with committed():
        pending = factories.ImageFactory(title="A class", consent=Consent.PENDING)
    form = edit_form(admin, news)
    form["image"] = pending.pk
    with committed():
        response = save(admin, news, form, publish=False)
    html = admin.get(response.url).content.decode()
    assert "leaves out the picture “A class”" in html
    assert reverse("wagtailimages:edit", args=[pending.pk]) in html
    # Saved by itself while the editor types, which is told nothing: it would all be told at once later.
    edit = reverse("wagtailadmin_pages:edit", args=[news.pk])
    answer = admin.post(edit, dict(form.lists()), headers={"Accept": "application/json"})
    assert answer.json()["success"]
    assert "leaves out the picture" not in admin.get(reverse("wagtailadmin_home")).content.decode()
    form["image"] = news.image_id
    with committed():
        response = save(admin, news, form)
    assert "leaves out the picture" not in admin.get(response.url).content.decode()


def meta(html) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', html))


def test_a_shared_page_shows_its_picture(news, image, client):
    html = client.get("/en/news/launched/").content.decode()
    found = meta(html)
    rendition = image.renditions.get(filter_spec=SHARING)
    assert found["og:image"] == f"http://localhost:8000{rendition.url}"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["og:image:alt"] == "Three people at a &quot;table&quot;"
    assert found["twitter:card"] == "summary_large_image"
    assert f'"image": "{found["og:image"]}"' in html
    assert default_storage.exists(urlsplit(found["og:image"]).path.removeprefix("/media/"))


def test_a_shared_page_without_one_shows_the_sites(site, news, client, committed):
    assert meta(client.get("/en/").content.decode())["twitter:card"] == "summary"
    with committed():
        first = factories.ImageFactory(is_sharing_default=True)
    assert (
        first.renditions.get(filter_spec=SHARING).url in meta(client.get("/en/").content.decode())["og:image"]
    )
    with committed():
        second = factories.ImageFactory(is_sharing_default=True)
    assert CustomImage.objects.filter(is_sharing_default=True).get() == second
    for address in ("/en/", "/fr/projects/"):
        found = meta(client.get(address).content.decode())
        assert second.renditions.get(filter_spec=SHARING).url in found["og:image"]
        assert found["og:image:alt"] == "MIEUX+"


def test_choosing_another_default_in_the_admin_is_no_error(admin, committed):
    with committed():
        factories.ImageFactory(is_sharing_default=True)
    assert upload(admin, committed, photograph(), is_sharing_default="on").status_code == 302
    assert CustomImage.objects.get(is_sharing_default=True).title == "A workshop"


def test_a_deleted_picture_leaves_the_page_without_one(news, image, client, committed):
    with committed():
        image.delete()
    assert client.get("/en/news/launched/").status_code == 200
    assert NewsPage.objects.get(pk=news.pk).image is None


def test_one_that_is_too_long_is_refused(admin):
    file = io.BytesIO()
    Image.new("RGB", (1, 13_000)).save(file, "PNG")
    response = admin.post(
        reverse("wagtailimages:add"),
        {
            "title": "Long",
            "consent": "nobody",
            "collection": "1",
            "file": SimpleUploadedFile("long.png", file.getvalue()),
        },
    )
    assert "too long" in response.content.decode()
    assert not CustomImage.objects.exists()
