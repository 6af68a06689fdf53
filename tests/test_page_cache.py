"""Pages that are kept: what changes shows at once, what does not is not built again, nobody gets mine."""

import threading
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache, caches
from django.core.files.base import ContentFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from core.page_cache import address as page_address
from core.page_cache import entry as page_entry
from core.page_cache import schedule
from core.page_cache.middleware import PageCacheMiddleware
from documents.models import CustomDocument
from projects.models import ProjectDocument, ProjectPage
from tests import factories
from tests.translating import fill_in, submit, translate_into
from vocabularies.models import CountryLabel, Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page_cache(settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tested-pages"},
    }
    caches["pages"].clear()


@pytest.fixture
def changing(committed):
    """``with changing():`` a change that is committed at the block's end."""

    @contextmanager
    def change():
        with committed():
            yield
        connection.run_on_commit.clear()

    return change


@pytest.fixture
def world(site, changing):
    """Two projects that have nothing to do with each other, and what belongs to the first."""
    with changing():
        mali = factories.CountryFactory(slug="ml")
        group = factories.CountryGroupFactory(slug="ldc", name="Least developed")
        factories.CountryIndexPageFactory(parent=site.home, slug="countries")
        way = factories.MechanismFactory(number=1)
        image = factories.ImageFactory()
        one = factories.ProjectPageFactory(
            parent=site.projects, slug="one", title="One", countries=[mali], mechanisms=[way], image=image
        )
        two = factories.ProjectPageFactory(
            parent=site.projects, slug="two", title="Two", countries=[mali], mechanisms=[way]
        )
        document = CustomDocument.objects.create(
            title="Handbook", file=ContentFile(b"%PDF-1.4", name="handbook.pdf")
        )
        one.documents.set([ProjectDocument(document=document, locale=one.locale)])
        one.save()
        one.save_revision().publish()
        translate_into(two, site.fr)
    return SimpleNamespace(
        site=site, one=one, two=two, mali=mali, group=group, image=image, document=document
    )


class Reader:
    """A reader who is not signed in, with a browser that keeps nothing but what it is told to."""

    def __init__(self):
        self.client = Client()

    def get(self, path, **headers):
        return self.client.get(path, headers=headers)

    def queries(self, path, **headers):
        """How many queries an answer costs: none if it is kept."""
        with CaptureQueriesContext(connection) as captured:
            self.get(path, **headers)
        return len(captured)


@pytest.fixture
def reader():
    return Reader()


def published(world):
    world.one.summary = "NEW WORDS"
    world.one.save_revision().publish()


def unpublished(world):
    world.one.unpublish()


def moved(world):
    below = factories.ProjectIndexPageFactory(parent=world.site.home, slug="elsewhere", title="Elsewhere")
    world.one.move(below, pos="last-child")


def deleted(world):
    ProjectPage.objects.get(pk=world.one.pk).delete()


def slug_changed(world):
    world.one.slug = "other"
    world.one.save_revision().publish()


def translated(world):
    translate_into(world.one, world.site.fr)


def label_changed(world):
    CountryLabel.objects.create(tag=world.mali, locale=world.one.locale, name="NEW NAME")


def became_member(world):
    Membership.objects.create(group=world.group, country=world.mali, since=date(2000, 1, 1))


def text_of_the_site_changed(world):
    factories.SiteTextFactory(locale=world.one.locale, about="NEW FOOTER")


def image_changed(world):
    world.image.credit = "NEW CREDIT"
    world.image.save()


def document_renamed(world):
    world.document.title = "NEW TITLE"
    world.document.save()


def redirected(world):
    Redirect.objects.create(old_path="/en/nowhere", redirect_page=world.one)


ARROWS = {
    # What is changed, where it shows, and what does.
    published: ("/en/projects/one/", "NEW WORDS"),
    unpublished: ("/en/projects/one/", 404),
    moved: ("/en/projects/one/", 301),
    deleted: ("/en/projects/one/", 404),
    slug_changed: ("/en/projects/other/", "<h1"),
    translated: ("/fr/projects/one/", "[fr]"),
    label_changed: ("/en/projects/one/", "NEW NAME"),
    became_member: ("/en/countries/ml/", "Least developed"),
    text_of_the_site_changed: ("/en/projects/one/", "NEW FOOTER"),
    image_changed: ("/en/projects/one/", "NEW CREDIT"),
    document_renamed: ("/en/projects/one/", "NEW TITLE"),
    redirected: ("/en/nowhere/", 301),
}
THROUGHOUT_THE_SITE = {text_of_the_site_changed}


@pytest.mark.parametrize("change", ARROWS, ids=lambda change: change.__name__)
def test_a_change_shows_at_once_and_readers_keep_what_is_as_it_was(world, reader, changing, change):
    changed, shows = ARROWS[change]
    unchanged = "/es/news/"
    for path in (changed, unchanged):
        reader.get(path)
        assert reader.queries(path) == 0
    etag = reader.get(unchanged)["ETag"]
    with changing():
        change(world)
    answer = reader.get(changed)
    if isinstance(shows, int):
        assert answer.status_code == shows
    else:
        assert shows in answer.content.decode()
    if change not in THROUGHOUT_THE_SITE:
        assert reader.get(unchanged, if_none_match=etag).status_code == 304
    else:
        reader.get(unchanged)
    assert [reader.queries(path) for path in (changed, unchanged)] == [0, 0]


def draft_saved(world):
    world.one.title = "Not yet"
    world.one.save_revision()


def request_sent(world):
    factories.AssistanceRequestFactory()


def account_made(world):
    factories.UserFactory()


def translation_begun(world):
    fill_in(submit(world.one, world.site.es))


@pytest.mark.parametrize(
    "no_change", [draft_saved, request_sent, account_made], ids=lambda change: change.__name__
)
def test_what_no_reader_sees_leaves_every_page_kept(world, reader, changing, no_change):
    for path in ("/en/projects/one/", "/en/"):
        reader.get(path)
    with changing():
        no_change(world)
    assert [reader.queries(path) for path in ("/en/projects/one/", "/en/")] == [0, 0]


def test_a_draft_is_on_no_page(world, reader, changing):
    before = reader.get("/en/projects/one/").content
    with changing():
        draft_saved(world)
        translation_begun(world)
    assert reader.get("/en/projects/one/").content == before


def test_a_page_is_not_kept_while_a_change_to_it_can_still_be_rolled_back(world, reader):
    reader.get("/en/projects/one/")
    published(world)  # in the test's transaction, which is never committed
    assert "NEW WORDS" in reader.get("/en/projects/one/").content.decode()
    connection.run_on_commit.clear()
    assert "NEW WORDS" not in reader.get("/en/projects/one/").content.decode()


def test_an_answer_says_who_may_keep_it_and_needs_no_cookie(world, reader, settings):
    for _time in ("built", "kept"):
        answer = reader.get("/en/projects/one/", accept_encoding="gzip")
        assert answer["Cache-Control"] == "max-age=0, must-revalidate"
        assert answer["Vary"] == "Accept-Encoding"
        assert answer["Content-Encoding"] == "gzip"
        assert not answer.cookies
        assert answer["Content-Security-Policy"]
    settings.SHARED_CACHE_SECONDS = 60
    assert reader.get("/en/projects/one/")["Cache-Control"] == "max-age=0, s-maxage=60, stale-if-error=86400"
    unpacked = reader.get("/en/projects/one/")
    assert "Content-Encoding" not in unpacked
    assert unpacked.content.lstrip().startswith(b"<!doctype html>")
    head = reader.client.head("/en/projects/one/")
    assert (head.content, head["ETag"]) == (b"", unpacked["ETag"])


def test_a_shared_cache_is_given_no_address_that_anybody_can_make_up(world, reader, settings):
    settings.SHARED_CACHE_SECONDS = 60
    for _time in ("built", "kept"):
        for path in ("/en/projects/?way=way-1&country=ml", "/en/projects/", "/en/projects/?country="):
            assert "s-maxage=60" in reader.get(path)["Cache-Control"], path
        for path in (
            "/en/projects/?a=1",
            "/en/projects/?country=ml&a=1",
            "/en/projects/one/?way=way-1",
            "/en/x/",
        ):
            assert reader.get(path)["Cache-Control"] == "max-age=0, must-revalidate", path


def test_parameters_that_a_page_does_not_know_neither_split_nor_poison_it(world, reader):
    reader.get("/en/projects/one/")
    reader.get("/en/projects/?way=way-1")
    assert reader.queries("/en/projects/one/?utm_source=<script>&country=ml") == 0
    reader.get("/en/projects/?way=way-1&country=ml")
    assert reader.queries("/en/projects/?fbclid=x&country=ml&q=&way=way-1") == 0
    poisoned = reader.get("/fr/projects/?country=ml&x=%22%3E%3Cscript%3E").content
    assert poisoned == reader.get("/fr/projects/?country=ml").content
    assert b"script%3E" not in poisoned
    assert reader.queries("/en/projects/?country=ne") > 0


def test_headers_that_are_not_in_the_key_are_not_on_the_page(world, reader):
    odd = {
        "x_forwarded_host": "evil.example",
        "x_original_url": "/admin/",
        "x_http_method_override": "POST",
        "referer": "https://evil.example/",
        "user_agent": "<script>",
        "accept_language": "fr",
    }
    first = reader.get("/en/projects/two/", **odd).content
    caches["pages"].clear()
    assert reader.get("/en/projects/two/").content == first
    # Another host is another page.
    assert reader.queries("/en/projects/two/", host="127.0.0.1") > 0


def test_the_root_is_kept_for_each_language_that_is_asked_for(world, reader):
    for wanted, language in (("fr-CA", "fr"), ("es", "es"), ("de", "en"), ("fr", "fr")):
        answer = reader.get("/", accept_language=wanted)
        assert answer["Location"] == f"/{language}/"
        assert "Accept-Language" in answer["Vary"]
    assert reader.queries("/", accept_language="fr-FR,fr;q=0.9") == 0


def test_what_has_a_language_that_the_site_is_not_live_in_is_answered_in_the_readers_own(world, reader):
    for language, words in (("fr", "Cette page n’existe pas"), ("es", "Esta página no existe")):
        assert words in reader.get("/de/projects/", accept_language=language).content.decode()


def test_who_is_signed_in_neither_reads_nor_fills_it(world, reader, admin):
    reader.get("/en/projects/one/")
    answer = admin.get("/en/projects/one/")
    assert "wagtail-userbar" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    admin.get("/en/projects/two/")
    assert "wagtail-userbar" not in reader.get("/en/projects/two/").content.decode()


def test_private_pages_forms_and_errors_are_not_kept(world, reader, changing, monkeypatch):
    reader.get("/en/projects/one/")
    with changing():
        PageViewRestriction.objects.create(page=world.one, restriction_type="password", password="x")
        factories.RequestPageFactory(parent=world.site.home, slug="request")
    assert world.one.summary not in reader.get("/en/projects/one/").content.decode()
    for path in ("/en/projects/one/", "/en/request/send/", "/en/request/check/?country=ml"):
        assert "no-store" in reader.get(path)["Cache-Control"] or reader.get(path).cookies
        assert reader.queries(path) > 0
    # An address that leads nowhere is, for seconds, and never in the place of a page.
    reader.get("/en/nowhere/")
    assert reader.queries("/en/nowhere/") == 0
    later = time.time() + page_address.NOT_FOUND + 1
    monkeypatch.setattr(page_address, "time", SimpleNamespace(time=lambda: later))
    assert reader.queries("/en/nowhere/") > 0


def test_made_up_parameters_do_not_push_pages_out(world, reader, monkeypatch):
    monkeypatch.setattr(page_address, "PLACES", 2)
    reader.get("/en/projects/two/")
    for number in range(8):
        reader.get(f"/en/projects/?q=made-up-{number}")
    assert len(caches["pages"]._cache) <= 1 + 2
    assert reader.queries("/en/projects/two/") == 0


def test_a_page_ends_with_the_day_and_with_what_is_scheduled(world, reader, changing, settings, monkeypatch):
    settings.SHARED_CACHE_SECONDS = 10**8
    noon = timezone.make_aware(datetime(2030, 6, 1, 12))
    monkeypatch.setattr(schedule, "timezone", SimpleNamespace(localtime=lambda: noon))
    for module in (page_address, page_entry):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=noon.timestamp))
    reader.get("/en/projects/one/")
    assert "s-maxage=43200," in reader.get("/en/projects/one/")["Cache-Control"]
    with changing():
        world.two.go_live_at = noon + timedelta(hours=1)
        world.two.save_revision(approved_go_live_at=world.two.go_live_at)
    assert "s-maxage=3600," in reader.get("/en/projects/one/")["Cache-Control"]
    with changing():
        world.two.go_live_at = None
        world.two.expire_at = noon + timedelta(minutes=10)
        world.two.save_revision().publish()
    assert "s-maxage=600," in reader.get("/en/projects/one/")["Cache-Control"]


def test_what_is_kept_for_a_while_is_built_once_when_that_is_over(world, reader, monkeypatch):
    clock = SimpleNamespace(now=time.time())
    monkeypatch.setattr(page_address, "time", SimpleNamespace(time=lambda: clock.now))
    reader.get("/en/nowhere/")
    assert reader.queries("/en/nowhere/") == 0
    clock.now += page_address.NOT_FOUND + 1
    assert [reader.queries("/en/nowhere/") > 0, reader.queries("/en/nowhere/")] == [True, 0]


def test_one_request_builds_a_page_that_many_ask_for(world, reader):
    reader.get("/en/")  # what is read of the database for any page is in memory
    built, all_are_there = [], threading.Barrier(6)

    def slow(request):
        built.append(request.path)
        time.sleep(0.3)
        return HttpResponse(f"Built {len(built)} times")

    middleware = PageCacheMiddleware(slow)
    answers = []

    def ask(request):
        all_are_there.wait()
        answers.append(middleware(request).content)

    threads = [
        threading.Thread(target=ask, args=[RequestFactory().get("/en/projects/one/")]) for _number in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"Built 1 times"] * 6


def test_who_comes_after_a_change_does_not_wait_for_what_was_begun_before_it(world, reader):
    reader.get("/en/")
    begun, is_to_end, built = threading.Event(), threading.Event(), []

    def page(request):
        built.append(request.path)
        content = f"Built {len(built)} times"
        if len(built) == 1:
            begun.set()
            is_to_end.wait(20)
        return HttpResponse(content)

    middleware = PageCacheMiddleware(page)
    answers = []

    def ask():
        answers.append(middleware(RequestFactory().get("/en/projects/one/")).content)

    before_it = threading.Thread(target=ask)
    before_it.start()
    assert begun.wait(20)
    cache.clear()  # somebody publishes
    ask()
    is_to_end.set()
    before_it.join()
    ask()
    assert answers == [b"Built 2 times", b"Built 1 times", b"Built 2 times"]


def test_a_cache_that_does_not_answer_makes_no_page_wrong(world, reader, changing, monkeypatch):
    first = reader.get("/en/projects/one/").content
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
    with override_settings(CACHES={"default": nowhere, "pages": nowhere}):
        assert reader.get("/en/projects/one/").content == first
        with changing():
            published(world)
        assert "NEW WORDS" in reader.get("/en/projects/one/").content.decode()
    # It answers again, with the page and the version of before: they are not shown.
    assert "NEW WORDS" in reader.get("/en/projects/one/").content.decode()
