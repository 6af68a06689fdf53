"""What a reader's text finds, on both databases: in any live language, whatever its accents and signs."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction
from wagtail.search.models import IndexEntry

from core.search import keys_matching
from core.words import folded, stems, words_in
from news.models import NewsPage
from projects.models import Activity, ProjectPage, RequestingInstitution
from tests import factories
from tests.admin_forms import edit_form, save
from tests.translating import translate_into
from vocabularies.models import CountryLabel, Membership

pytestmark = pytest.mark.django_db


def project(site, title, language="en", **facts):
    """A live project with a page in one language only."""
    home = site.home if language == "en" else site.home.get_translation(getattr(site, language))
    parent = site.projects if language == "en" else site.projects.get_translation(getattr(site, language))
    facts = {"summary": "It was done.", "request": ""} | facts
    return factories.ProjectPageFactory(parent=parent, locale=home.locale, title=title, **facts)


def found(text, model=ProjectPage):
    keys = keys_matching(model, text)
    return None if keys is None else set(model.objects.filter(pk__in=keys).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("en", "Strategies", "strategy"),
        ("fr", "Stratégies", "stratégie"),
        ("fr", "Stratégie", "STRATEGIES"),
        ("fr", "Une réfugiée", "réfugiés"),
        ("es", "Política", "políticas"),
        ("es", "Las políticas", "politica"),
        ("fr", "Mise en œuvre", "mise en oeuvre"),
        ("fr", "Côte d’Ivoire", "cote d'ivoire"),
        ("fr", "L’objectif 23", "l'objectif 23"),
        ("en", "The 500th activity", "500th"),
        ("en", "Straße", "strasse"),
    ],
)
def test_words_are_found_whatever_their_accents_case_and_endings(site, language, written, asked):
    project(site, written, language)
    project(site, "Something else", language)
    assert found(asked) == {written}


def test_the_name_of_a_place_is_not_taken_for_a_word_with_an_ending(site):
    project(site, "Un mal nécessaire", "fr")
    assert found("Mali") == set()
    assert stems("mali", "fr") == {"mali"}


def test_every_word_has_to_be_found_but_the_commonest(site):
    project(site, "Labour migration in Mali")
    assert found("migration of labour") == {"Labour migration in Mali"}
    assert found("the labour of migrants in Niger") == set()


@pytest.mark.parametrize("text", ["", "  ", "?!", "d' l’", "the of la des", "«»", "\x00\ufffd", "a" * 51])
def test_a_text_without_a_word_asks_for_nothing(site, text):
    assert keys_matching(ProjectPage, text) is None


def test_all_texts_of_a_page_are_searched_and_no_markup(site):
    factories.FigureFactory(code="experts")
    page = project(
        site,
        "Mali I",
        summary="Summarised.",
        request="<p>Requested <b>boldly</b></p><p>twice</p>",
        institutions=[RequestingInstitution(name="Parliament", kind="parliament", locale=site.home.locale)],
        activities=[Activity(title="Seminar", type="workshop", locale=site.home.locale)],
    )
    page.body = [("heading", "Headed"), ("text", "<p>Written about [[experts]]</p>")]
    page.save()
    for text in ("mali", "summarised", "bold twice", "parliament", "seminars", "heading", "written"):
        assert found(text) == {"Mali I"}, text
    for text in ("p", "b2", "experts"):
        assert not found(text), text


def test_names_of_tags_find_pages_in_every_language_without_being_indexed(site, committed):
    kyrgyzstan = factories.CountryFactory(slug="kg")
    project(site, "Number IV", countries=[kyrgyzstan])
    project(site, "Numéro V", "fr", objectives=[factories.ObjectiveFactory(number=5, name="Regular ways")])
    factories.NewsPageFactory(parent=site.news, title="Elsewhere")
    assert found("kirghizstan") == {"Number IV"}
    assert found("Kirguistán") == {"Number IV"}
    assert found("kyrg") == {"Number IV"}
    assert found("number kirghizstan") == {"Number IV"}
    assert found("regular") == found("Objective 5") == found("gcm-5") == {"Numéro V"}
    assert found("objective") == set()
    label = CountryLabel(tag=kyrgyzstan, locale=site.fr, name="Kirghizie")
    with committed():
        label.save()
    assert found("kirghizie") == {"Number IV"}


def test_a_name_given_whole_leaves_aside_those_that_share_a_word_with_it(site):
    for slug in ("za", "ss", "ne", "ng", "gw", "gn"):
        project(site, slug, countries=[factories.CountryFactory(slug=slug)])
    assert found("South Africa") == {"za"}
    assert found("south") == {"za", "ss"}
    assert found("Niger") == {"ne"}
    assert found("Guinea-Bissau") == {"gw"}
    assert found("guinée") == {"gn", "gw"}


def test_a_region_and_a_group_stand_for_their_countries(site):
    region = factories.RegionFactory(name="Sahel")
    mali = factories.CountryFactory(slug="ml", region=region)
    group = factories.CountryGroupFactory(slug="ldc", name="Least developed countries")
    cabo_verde = factories.CountryFactory(slug="cv")
    Membership.objects.create(group=group, country=mali)
    Membership.objects.create(group=group, country=cabo_verde, until=date(2007, 12, 20))
    project(site, "In Mali", countries=[mali])
    project(site, "In Cabo Verde", countries=[cabo_verde])
    project(site, "In the region", regions=[region])
    assert found("Sahel") == {"In Mali", "In the region"}
    assert found("least developed countries") == {"In Mali"}
    assert found("countries") == set()


def test_only_what_is_public_is_found(site):
    project(site, "Draft", live=False)
    private = project(site, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    alias = project(site, "Alias").create_alias(update_slug="an-alias")
    unpublished = project(site, "Unpublished")
    unpublished.unpublish()
    deleted = project(site, "Deleted")
    pk = str(deleted.pk)
    deleted.delete()
    assert not IndexEntry.objects.filter(object_id=pk).exists()
    for text in ("draft", "private", "unpublished", "deleted"):
        assert found(text) == set(), text
    assert alias.pk not in keys_matching(ProjectPage, "alias")


def test_pages_of_a_type_or_of_all_types_are_asked_for_in_one_query(site, django_assert_num_queries):
    project(site, "Health")
    factories.NewsPageFactory(parent=site.news, title="Health news")
    assert found("health") == {"Health"}
    assert found("health", NewsPage) == {"Health news"}
    assert found("health", Page) == {"Health", "Health news"}
    with django_assert_num_queries(1):
        keys_matching(ProjectPage, "health in Mali")


def test_what_is_published_in_the_admin_is_found_as_it_is_now_in_every_language(site, admin, committed):
    mali, niger = (factories.CountryFactory(slug=code) for code in ("ml", "ne"))
    institution = RequestingInstitution(name="Ministry", kind="national_authority", locale=site.home.locale)
    page = project(
        site,
        "Labour",
        countries=[mali],
        mechanisms=[factories.MechanismFactory(number=1)],
        institutions=[institution],
    )
    page.save_revision().publish()
    with committed():
        translate_into(page, site.fr)
    french = page.get_translation(site.fr)
    assert keys_matching(ProjectPage, "Mali") == {page.pk, french.pk}

    form = edit_form(admin, page)
    form["summary"] = "A handbook."
    form["institutions-0-name"] = "Parliament"
    form.setlist("countries", [str(niger.pk)])
    save(admin, page, form, publish=False)
    assert found("handbook") == found("parliament") == set()

    with committed():
        assert save(admin, page, form).status_code == 302
    assert keys_matching(ProjectPage, "Mali") == set()
    assert keys_matching(ProjectPage, "Niger") == {page.pk, french.pk}
    assert keys_matching(ProjectPage, "handbook parliament") == {page.pk}
    assert keys_matching(ProjectPage, "fr ministry") == {french.pk}


def test_the_admin_finds_pages_by_the_beginning_of_their_title_drafts_too(site, admin):
    draft = project(site, "Zanzibar Plan", summary="Quixotic.", live=False)
    explorer = reverse("wagtailadmin_explore", args=[site.projects.pk])
    chooser = reverse("wagtailadmin_choose_page_search")
    for address in (reverse("wagtailadmin_pages:search"), explorer, chooser):
        assert draft.title in admin.get(address, {"q": "zanz"}).content.decode()
        assert draft.title not in admin.get(address, {"q": "quix"}).content.decode()


def test_an_index_built_anew_is_the_same(site):
    project(site, "Mali I", countries=[factories.CountryFactory(slug="ml")], request="<p>Requested.</p>")
    entries = IndexEntry.objects.exclude(content_type__model="page").order_by("pk")
    as_saved = list(entries.values_list("object_id", "body"))
    call_command("wagtail_update_index", verbosity=0)
    assert list(entries.values_list("object_id", "body")) == as_saved


ANY_TEXT = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.text(max_size=250))
@settings(ANY_TEXT, max_examples=30)
def test_no_text_is_an_error(site, text):
    keys_matching(Page, text)


@given(
    st.lists(
        st.text(st.characters(categories=["L", "N", "M"]), min_size=1, max_size=12), min_size=20, max_size=40
    )
)
@settings(ANY_TEXT, max_examples=3)
def test_every_word_that_is_indexed_is_found_by_itself(site, words):
    page = ProjectPage.objects.filter(slug="any").first() or project(site, "Any", slug="any")
    page.summary = f"They asked {' '.join(words)}"
    page.save()
    for asked in words_in(page.summary):
        assert page.pk in keys_matching(ProjectPage, asked)
        assert page.pk in keys_matching(ProjectPage, folded(asked))
