"""The first step: four answers in an address, an answer by the rules that staff keep, and another door."""

import pytest
from django.urls import reverse

from assistance.eligibility import Asking, decide
from assistance.models import EligibilityRule, EligibleCountry, IntakeState, OtherDoor, RequestPage
from assistance.models.asking import REGIONAL, Answer
from content.loader import ASSISTANCE, _load_who_can_ask
from tests import base_site, factories
from tests.translating import translate_into
from vocabularies.models import Area

pytestmark = pytest.mark.django_db

PUBLIC = "national_authority"
ALL_FOUR = {"country": "ml", "kind": PUBLIC, "topic": "labour", "partners": "alone"}


@pytest.fixture(scope="module")
def loaded_once(for_the_module):
    """A request page in English and French, the launch content's rules and doors, no eligible country."""
    with for_the_module():
        site = base_site.find()
        make_vocabulary()
        translate_into(factories.RequestPageFactory(parent=site.home), site.fr)
        _load_who_can_ask([site.home.locale, site.fr, site.es])


def make_vocabulary():
    region = factories.RegionFactory(slug="western-and-central-africa")
    neighbours = factories.RegionFactory(slug="eu-neighbourhood")
    factories.CountryFactory(slug="ml", region=region)
    factories.CountryFactory(slug="tn", region=neighbours)
    factories.CountryFactory(slug="ch")
    theme = factories.ThemeFactory(name="Legal migration")
    for slug in ("labour", "diaspora"):
        Area.objects.create(slug=slug, name=slug, theme=theme)


@pytest.fixture
def at_launch(loaded_once, db):
    """The rules and doors of the launch content."""


@pytest.fixture
def eligible(at_launch):
    """Staff have filled in the list of countries."""
    for slug, eligibility in (("ml", "yes"), ("ch", "no"), ("tn", "unknown")):
        EligibleCountry.objects.create(country=factories.CountryFactory(slug=slug), eligibility=eligibility)


@pytest.fixture
def no_rules(at_launch):
    EligibilityRule.objects.all().delete()


def asked(client, language="en", **answers):
    return client.get(f"/{language}/request/check/", answers)


def decision(**answers):
    return decide(Asking(**ALL_FOUR | answers), "en")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, Answer.YES),
        ({"kind": "ombudsperson", "partners": "others"}, Answer.YES),
        ({"country": "ch"}, Answer.NO),
        ({"country": "tn"}, Answer.ASK),
        ({"country": "ch", "kind": "civil_society"}, Answer.NO),
        ({"kind": "company"}, Answer.NO),
        ({"kind": "private_person", "country": "tn"}, Answer.NO),
        ({"kind": "civil_society"}, Answer.JOINTLY),
        ({"kind": "civil_society", "partners": "public_authority"}, Answer.JOINTLY),
        ({"kind": "other"}, Answer.ASK),
        ({"topic": "other"}, Answer.ASK),
        ({"kind": "regional_organisation", "country": REGIONAL}, Answer.YES),
        ({"country": REGIONAL}, Answer.ASK),
    ],
)
def test_the_launch_rules(eligible, answers, expected):
    found = decision(**answers)
    assert found.answer == expected
    assert found.rule.text


@pytest.mark.parametrize("kind", [PUBLIC, "civil_society", "regional_organisation"])
@pytest.mark.parametrize("country", ["ml", "ch", REGIONAL])
def test_while_no_country_is_on_the_list_nobody_is_promised_anything(at_launch, kind, country):
    assert decision(kind=kind, country=country).answer == Answer.ASK


def test_without_any_rule_one_has_to_ask(no_rules):
    assert (decision().answer, decision().rule) == (Answer.ASK, None)


def test_the_first_rule_that_fits_counts_and_a_draft_does_not(no_rules, site):
    locale = site.home.locale
    for position, text, live in ((3, "Third.", True), (1, "Draft.", False), (2, "Second.", True)):
        EligibilityRule.objects.create(position=position, answer="ask", text=text, live=live, locale=locale)
    assert decision().rule.text == "Second."


def doors_of(**answers):
    return [door.name for door in decision(**answers).doors]


def test_the_doors_that_fit_with_those_for_everybody_last(at_launch):
    for_all = ["Migration MPTF", "IOM Development Fund"]
    assert doors_of() == ["SOCIEUX+", *for_all]
    assert doors_of(topic="diaspora", country="tn") == ["TAIEX", "EUDiF", *for_all]
    assert doors_of(topic="other", country=REGIONAL) == for_all


class TestThePage:
    def test_a_yes_with_its_rule_leads_on_to_the_letter(self, client, eligible):
        response = asked(client, **ALL_FOUR)
        html = response.content.decode()
        assert "Yes, you can ask" in html
        assert response.context["decision"].rule.text in html
        letter = reverse("assistance:letter")
        assert f"{letter}?country=ml&amp;kind={PUBLIC}&amp;topic=labour&amp;partners=alone" in html
        assert "SOCIEUX+" not in html

    def test_in_the_readers_language(self, client, eligible):
        html = asked(client, "fr", **ALL_FOUR | {"country": "ch"}).content.decode()
        assert "ne figure pas sur la liste" in html
        assert "Fonds de l’OIM" in html

    def test_a_rule_without_a_translation_is_quoted_and_marked(self, client, no_rules, site):
        EligibilityRule.objects.create(answer="no", text="Never.", locale=site.home.locale)
        html = asked(client, "fr", **ALL_FOUR).content.decode()
        assert '<blockquote lang="en"><p>Never.</p>' in html

    @pytest.mark.parametrize("state", [IntakeState.CLOSED, IntakeState.PAUSED, IntakeState.BETWEEN_PHASES])
    def test_while_no_requests_are_taken_it_says_so_and_shows_the_doors(self, client, eligible, state):
        page = RequestPage.objects.get(locale__language_code="en")
        page.intake_state, page.intake_message = state, "Not before spring."
        page.save_revision().publish()
        html = asked(client, **ALL_FOUR).content.decode()
        assert "Yes, in principle you could ask" in html
        assert "Not before spring." in html
        assert "SOCIEUX+" in html

    def test_a_no_does_not_lead_to_the_letter_but_to_other_doors(self, client, eligible):
        response = asked(client, **ALL_FOUR | {"kind": "company"})
        html = response.content.decode()
        assert response.context["decision"].answer == Answer.NO
        assert "Draft the letter" not in html
        assert "SOCIEUX+" in html

    def test_a_question_left_open_is_named(self, client, eligible):
        response = asked(client, country="ml", kind=PUBLIC)
        assert set(response.context["form"].errors) == {"topic", "partners"}
        assert "decision" not in response.context

    def test_the_form_sent_as_it_came_says_what_is_missing(self, client, eligible):
        response = asked(client, country="", topic="")  # what a browser sends where nothing is chosen
        assert len(response.context["mistakes"]) == 4
        html = response.content.decode()
        assert html.index('id="answer"') < html.index('id="errors"')  # to which the form leads

    @pytest.mark.parametrize(
        "answers",
        [
            {"country": "zz", "kind": "'; drop", "topic": "<script>", "partners": "\x00"},
            {"country": "M" * 5000, "page": "9" * 40},
            {"kind": ["a", "b"]},
        ],
    )
    def test_what_is_not_understood_is_ignored(self, client, eligible, answers):
        response = asked(client, **answers)
        assert response.status_code == 200
        assert not response.context["form"].is_bound
        assert "script>alert" not in response.content.decode()
        assert "zz" not in [value for value, _label in response.context["form"].initial.items()]

    def test_nothing_is_kept(self, client, eligible):
        response = asked(client, **ALL_FOUR)
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies

    def test_in_a_language_without_a_request_page_there_is_none(self, client, at_launch):
        assert asked(client, "es").status_code == 404


def test_what_staff_publish_counts_at_once_and_in_every_language(at_launch, site, client, committed):
    """Conditions are facts; the words of the translation stay the last complete ones."""
    client.force_login(factories.member_of("Request officers"))
    rule = EligibilityRule.objects.get(position=60, locale=site.home.locale)
    form = {"position": 60, "kinds": ["parliament"], "answer": "no", "text": "Parliaments cannot."}
    url = reverse(EligibilityRule.snippet_viewset.get_url_name("edit"), args=[rule.pk])
    with committed():
        assert client.post(url, form | {"action-publish": "1"}).status_code == 302
    assert decision(kind="parliament").rule.text == "Parliaments cannot."
    french = decide(Asking(**ALL_FOUR | {"kind": "parliament"}), "fr")
    assert (french.answer, french.rule.text[:11]) == (Answer.NO, "Chaque pays")
    assert decision().rule is None
    assert rule.get_translation(site.fr).kinds == ["parliament"]


def test_a_deleted_rule_goes_in_all_languages(at_launch, site):
    EligibilityRule.objects.get(position=60, locale=site.home.locale).delete()
    assert not EligibilityRule.objects.filter(position=60).exists()


def test_the_launch_content_is_loaded_once(at_launch, site):
    OtherDoor.objects.filter(code="taiex").delete()
    before = EligibilityRule.objects.count()
    _load_who_can_ask([site.home.locale, site.fr, site.es])
    assert ASSISTANCE.exists()
    assert EligibilityRule.objects.count() == before
    assert not OtherDoor.objects.filter(code="taiex").exists()
    assert not EligibleCountry.objects.exists()
