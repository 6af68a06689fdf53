"""Tags: codes that hold, names in the reader's language and alphabet, groups with their dates."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Locale

from tests import factories
from tests.translating import translate_into
from vocabularies import models
from vocabularies.catalogue import catalogue
from vocabularies.models import Country, CountryLabel, Objective, ObjectiveLabel

pytestmark = pytest.mark.django_db

TAG_MODELS = [
    models.Area,
    models.Country,
    models.CountryGroup,
    models.Mechanism,
    models.Objective,
    models.Region,
    models.Sdg,
    models.Theme,
]


def published(label):
    label.locale = Locale.get_default()
    label.save()
    label.save_revision().publish()
    return label


def url_of(tag, action):
    return reverse(tag.snippet_viewset.get_url_name(action), args=[tag.pk])


@pytest.mark.parametrize("model", TAG_MODELS, ids=lambda model: model.__name__)
def test_staff_can_list_search_and_add(admin, model):
    listing = reverse(model.snippet_viewset.get_url_name("list"))
    assert admin.get(listing).status_code == 200
    assert admin.get(listing, {"q": "côte d'\"(x"}).status_code == 200
    assert admin.get(listing, {"q": "a", "locale": "xx"}).status_code < 500
    assert admin.get(reverse(model.snippet_viewset.get_url_name("add"))).status_code == 200
    labels = model._meta.get_field("labels").related_model
    assert admin.get(reverse(labels.snippet_viewset.get_url_name("list"))).status_code == 200
    assert admin.get(reverse(labels.snippet_viewset.get_url_name("add"))).status_code == 200


@pytest.fixture
def used(site):
    objective = factories.ObjectiveFactory(number=7)
    factories.ProjectPageFactory(parent=site.projects, objectives=[objective])
    return objective


def objective_form(tag, slug):
    return {"slug": slug, "name": tag.name, "number": tag.number, "unverified_titles": ""}


def test_a_code_in_use_cannot_be_changed_and_the_form_says_why(admin, used):
    response = admin.post(url_of(used, "edit"), objective_form(used, "other"))
    assert "is in use and can’t be changed" in response.content.decode()
    assert Objective.objects.get(pk=used.pk).slug == "gcm-7"


def test_a_code_nothing_is_tagged_with_can_be_changed(admin):
    unused = factories.ObjectiveFactory(number=8)
    admin.post(url_of(unused, "edit"), objective_form(unused, "gcm-8b"))
    assert Objective.objects.get(pk=unused.pk).slug == "gcm-8b"


def test_a_tag_in_use_cannot_be_deleted_and_staff_are_told_why(admin, used):
    bulk = reverse("wagtail_bulk_action", args=["vocabularies", "objective", "delete"])
    for url in (url_of(used, "delete"), f"{bulk}?id={used.pk}"):
        response = admin.post(url, follow=True)
        assert "Objective “Objective 7” is in use and can’t be deleted" in response.content.decode()
        assert Objective.objects.filter(pk=used.pk).exists()


def test_a_tag_that_only_a_draft_uses_is_in_use_too(site, admin):
    objective = factories.ObjectiveFactory(number=9)
    page = factories.ProjectPageFactory(parent=site.projects)
    page.objectives.set([objective])
    page.save_revision()
    admin.post(url_of(objective, "delete"))
    assert Objective.objects.filter(pk=objective.pk).exists()
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_label_made_anew_finds_its_place_in_every_language(site, admin, committed):
    objective = factories.ObjectiveFactory(number=7)
    label = published(ObjectiveLabel(tag=objective, name="First"))
    with committed():
        translate_into(label, site.fr)
    label.delete()
    assert not ObjectiveLabel.objects.exists()
    with committed():
        translate_into(published(ObjectiveLabel(tag=objective, name="Second")), site.fr)
    assert catalogue("fr").of(Objective).by_slug("gcm-7").name == "[fr] Second"


def test_a_label_whose_place_is_taken_is_refused_with_a_reason(site, admin, committed):
    objective = factories.ObjectiveFactory(number=7)
    label = published(ObjectiveLabel(tag=objective, name="English"))
    ObjectiveLabel.objects.create(tag=objective, name="Another", locale=site.fr)
    url = reverse(
        "wagtail_localize:submit_snippet_translation", args=["vocabularies", "objectivelabel", label.pk]
    )
    with committed():
        response = admin.post(url, {"locales": [site.fr.pk]}, follow=True)
    assert "has another label in this language already" in response.content.decode()


def test_a_label_stays_with_its_tag(site, admin):
    label = published(ObjectiveLabel(tag=factories.ObjectiveFactory(number=7), name="Seven"))
    other = factories.ObjectiveFactory(number=8)
    url = reverse(ObjectiveLabel.snippet_viewset.get_url_name("edit"), args=[label.pk])
    response = admin.post(url, {"tag": other.pk, "name": "Seven", "short_name": "", "action-publish": "1"})
    assert "A label stays with its tag." in response.content.decode()


def test_tags_are_loaded_once_and_then_the_editors(site):
    from vocabularies.loading import load_vocabularies

    loaded = set()

    def is_new(name):
        return name.startswith(("themes/", "regions/asia")) and not (name in loaded or loaded.add(name))

    assert load_vocabularies([site.home.locale, site.fr, site.es], is_new) == 6
    models.Theme.objects.filter(slug="protection").delete()
    models.Theme.objects.filter(slug="horizontal").update(slug="across")
    assert load_vocabularies([site.home.locale, site.fr, site.es], is_new) == 0
    assert not models.Theme.objects.filter(slug__in=["protection", "horizontal"]).exists()


def test_a_tag_nothing_refers_to_can_be_deleted(admin):
    unused = factories.ObjectiveFactory(number=8)
    admin.post(url_of(unused, "delete"))
    assert not Objective.objects.filter(pk=unused.pk).exists()


def test_a_group_with_members_is_not_in_use_by_them():
    group = factories.CountryGroupFactory()
    models.Membership.objects.create(group=group, country=factories.CountryFactory())
    assert not group.is_in_use()
    assert factories.CountryFactory().is_in_use()


def test_a_second_label_in_a_language_is_refused_with_a_reason(admin):
    objective = factories.ObjectiveFactory(number=7)
    published(ObjectiveLabel(tag=objective, name="Reduce vulnerabilities"))
    response = admin.post(
        reverse(ObjectiveLabel.snippet_viewset.get_url_name("add")),
        {"tag": objective.pk, "name": "Once more", "short_name": "", "action-publish": "1"},
    )
    assert "already has a label in this language" in response.content.decode()


def test_a_label_changed_in_the_admin_is_on_the_site_at_once(site, admin, used, committed):
    label = published(ObjectiveLabel(tag=used, name="Old title", short_name="Old"))
    project = site.projects.get_children().get()
    assert "Old title" in admin.get(f"/en/projects/{project.slug}/").content.decode()
    with committed():
        response = admin.post(
            reverse(ObjectiveLabel.snippet_viewset.get_url_name("edit"), args=[label.pk]),
            {"tag": used.pk, "name": "New title", "short_name": "New", "action-publish": "1"},
        )
    assert response.status_code == 302
    assert "New title" in admin.get(f"/en/projects/{project.slug}/").content.decode()


def test_a_label_is_the_readers_or_else_the_sites_own_and_says_which(site, committed):
    objective = factories.ObjectiveFactory(number=7)
    label = published(ObjectiveLabel(tag=objective, name="Vulnerabilities"))
    with committed():
        translate_into(label, site.fr)
    french = catalogue("fr").of(Objective).by_slug("gcm-7")
    spanish = catalogue("es").of(Objective).by_slug("gcm-7")
    assert (french.name, french.language) == ("[fr] Vulnerabilities", "fr")
    assert (spanish.name, spanish.language) == ("Vulnerabilities", "en")


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("fr", "de", "Allemagne"),
        ("es", "de", "Alemania"),
        ("en", "de", "Germany"),
        ("pt-br", "de", "Alemanha"),
    ],
)
def test_countries_are_named_by_cldr(language, code, name):
    factories.CountryFactory(slug=code)
    assert catalogue(language).of(Country).by_slug(code).name == name


def test_a_label_takes_the_place_of_cldr(site, committed):
    kosovo = factories.CountryFactory(slug="xk")
    label = published(CountryLabel(tag=kosovo, name="Kosovo*", footnote="A note on status."))
    assert catalogue("en").of(Country).by_slug("xk").name == "Kosovo*"
    assert catalogue("fr").of(Country).by_slug("xk").name == "Kosovo"
    with committed():
        translate_into(label, site.fr)
    assert catalogue("fr").of(Country).by_slug("xk").footnote == "[fr] A note on status."


def test_names_sort_by_the_readers_alphabet():
    for code in ("ec", "es", "ee", "eg", "et", "no", "ne", "nz", "zm"):
        factories.CountryFactory(slug=code)
    names = [term.name for term in catalogue("fr").of(Country)]
    assert names == sorted(names, key=lambda name: name.replace("É", "E").replace("è", "e").lower())
    assert names.index("Égypte") < names.index("Espagne") < names.index("Zambie")


def test_ñ_comes_after_n_in_spanish_only():
    from core.collation import collation_key

    words = ["ñandú", "nube", "nz", "oso", "Ávila"]
    assert sorted(words, key=lambda word: collation_key(word, "es")) == [
        "Ávila",
        "nube",
        "nz",
        "ñandú",
        "oso",
    ]
    assert sorted(words, key=lambda word: collation_key(word, "en")) == [
        "Ávila",
        "ñandú",
        "nube",
        "nz",
        "oso",
    ]


@pytest.mark.parametrize("named_by", ["tag", "text"])
def test_the_footnote_stands_on_every_page_that_names_the_country(site, client, named_by):
    kosovo = factories.CountryFactory(slug="xk")
    published(CountryLabel(tag=kosovo, name="Kosovo*", footnote="A note on status."))
    tagged = {"countries": [kosovo]} if named_by == "tag" else {}
    summary = "They asked." if named_by == "tag" else "Experts came to Kosovo*."
    factories.ProjectPageFactory(parent=site.projects, title="One", slug="one", summary=summary, **tagged)
    factories.ContentPageFactory(parent=site.home, slug="about")
    for address in ("/en/projects/one/", "/en/projects/"):
        assert client.get(address).content.decode().count("A note on status.") == 1
    assert "A note on status." not in client.get("/en/about/").content.decode()


def test_memberships_can_be_asked_for_on_a_day():
    ldc = factories.CountryGroupFactory(slug="ldc")
    country = factories.CountryFactory(slug="cv")
    models.Membership.objects.create(group=ldc, country=country, until=date(2007, 12, 1))
    assert list(ldc.memberships.on(date(2000, 1, 1))) == list(ldc.memberships.all())
    assert not ldc.memberships.on(date(2010, 1, 1)).exists()


def test_an_editor_chooses_terms_in_the_editors_language(site, client, django_user_model):
    from wagtail.users.models import UserProfile

    factories.CountryFactory(slug="de")
    editor = django_user_model.objects.create_superuser("rédactrice", "r@example.org", "secret")
    UserProfile.objects.create(user=editor, preferred_language="fr")
    client.force_login(editor)
    html = client.get(f"/admin/pages/add/projects/projectpage/{site.projects.pk}/").content.decode()
    assert "Allemagne" in html
    assert "Germany" not in html


def test_a_country_that_only_a_request_names_is_in_use(db):
    country = factories.CountryFactory(slug="fj")
    assert not country.is_in_use()
    factories.AssistanceRequestFactory(country=country)
    assert country.is_in_use()
