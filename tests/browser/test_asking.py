"""From the first question to the letter on paper, on a telephone and without JavaScript."""

import pytest

from assistance.models import EligibilityRule, EligibleCountry, OtherDoor
from tests import base_site, factories
from vocabularies.models import Area

from .conftest import MEASURES, given, nothing
from .visits import AXE, STANDARDS, TELEPHONE, follow


@pytest.fixture(scope="module")
def whole_site(for_the_module):
    with for_the_module():
        site = base_site.find()
        factories.RequestPageFactory(parent=site.home)
        Area.objects.create(slug="labour", name="Labour migration", theme=factories.ThemeFactory())
        EligibleCountry.objects.create(
            country=factories.CountryFactory(slug="ml", name="Mali"), eligibility="yes"
        )
        locale = site.home.locale
        for position, kinds, answer in ((1, ["company"], "no"), (2, [], "yes")):
            EligibilityRule.objects.create(
                position=position, kinds=kinds, answer=answer, text=f"It is {answer}.", locale=locale
            )
        OtherDoor.objects.create(code="door", name="Another door", text="For companies.", locale=locale)


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with axe"])
def telephone(whole_site, browser, request):
    context = browser.new_context(
        viewport=TELEPHONE, java_script_enabled=request.param, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.sound = (lambda: sound(page)) if request.param else (lambda: True)
    yield page
    context.close()


def sound(page) -> bool:
    """Whether axe finds no barrier and the page fits the telephone. Both are scripts themselves."""
    given("axe-core", AXE.exists())
    page.evaluate(MEASURES)
    page.evaluate(AXE.read_text())
    audit = page.evaluate("standards => axe.run({runOnly: standards})", list(STANDARDS))
    found = [f"{wrong['id']}: {wrong['nodes'][0]['html']}" for wrong in audit["violations"]]
    return nothing([*found, *page.evaluate("measures.tooWide()"), *page.evaluate("measures.smallTargets()")])


def test_from_the_first_question_to_the_letter(telephone, live_server):
    page = telephone
    page.goto(f"{live_server.url}/en/request/check/")
    assert page.sound()
    follow(page.get_by_role("button", name="Show the answer"))
    page.get_by_label("Where do you ask from?").select_option("ml")
    page.get_by_label("Company").check()
    page.get_by_label("What is it mainly about?").select_option("labour")
    page.get_by_label("Alone").check()
    follow(page.get_by_role("button", name="Show the answer"))
    assert page.get_by_role("region", name="No, this is not a request for MIEUX+").is_visible()
    assert page.get_by_text("For companies.").is_visible()
    assert page.sound()
    page.get_by_label("Parliament").check()
    follow(page.get_by_role("button", name="Ask again"))
    follow(page.get_by_role("link", name="Draft the letter"))
    assert page.sound()

    page.get_by_label("Name of the institution").fill("National Assembly")
    follow(page.get_by_role("button", name="Show to print"))
    assert page.locator("#errors").is_visible()
    assert page.sound()
    page.get_by_role("link", name="City –").click()
    for name in ("city", "subject", "problem", "change", "signatory", "function", "contact"):
        page.locator(f"[name={name}]").fill(f"The {name}, \N{GREEK SMALL LETTER ALPHA}")
    page.locator("[name=email]").fill("somebody@example.org")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as Word").click()
    assert download.value.suggested_filename == "request-letter-ml.docx"
    follow(page.get_by_role("button", name="Show to print"))
    assert page.get_by_role("article").get_by_text("National Assembly").first.is_visible()
    assert page.sound()
    follow(page.get_by_role("button", name="Change the letter"))
    assert page.locator("[name=city]").input_value() == "The city, \N{GREEK SMALL LETTER ALPHA}"
    assert page.locator("[name=areas]:checked").count() == 1


def test_the_letter_prints_on_its_own_with_the_checklist_last(whole_site, browser, live_server):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/en/request/letter/?country=ml&kind=parliament")
    for name in ("institution", "city", "subject", "problem", "change", "signatory", "function", "contact"):
        page.locator(f"[name={name}]").fill(name)
    page.locator("[name=email]").fill("somebody@example.org")
    follow(page.get_by_role("button", name="Show to print"))
    page.emulate_media(media="print")
    for left_out in (".site-header", ".site-footer", ".steps-nav", "h1", ".letter-actions"):
        assert not page.locator(left_out).first.is_visible()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2
    page.close()
