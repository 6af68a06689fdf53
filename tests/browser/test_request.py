"""A partner asks for assistance: the whole way, on a telephone, without a script, and by the keyboard."""

import re

import pytest

from assistance.drafts import TOO_QUICK
from tests.sending import FILLED_IN, picture

from .visits import TELEPHONE, follow, glance, survey

WRITTEN = {
    name: value
    for name, value in FILLED_IN.items()
    if name in ("contact_name", "contact_email", "problem", "change", "institutions-0-name")
}
TICKED = ("delegation_informed", "time_frame", "consent")


@pytest.fixture
def telephone(browser):
    """A telephone's browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport=TELEPHONE)
    yield context.new_page()
    context.close()


def letter():
    file = picture()
    return {"name": file.name, "mimeType": "image/jpeg", "buffer": file.read()}


def press(page, action):
    follow(page.locator(f"main button[value={action}]:visible").last)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_whole_way_without_a_script(showcase, browser, telephone, language):
    page, wrong = telephone, []

    def look():
        visit = survey(browser, page.url, whole=False) if language == "en" else glance(browser, page.url)
        wrong.extend(
            f"{page.url}: {said}" for measure in ("axe", "width", "targets") for said in visit.wrong(measure)
        )
        wrong.extend(f"{page.url}: {said}" for said in visit.complaints)
        assert not visit.cookies

    way = f"{showcase.hosts['full']}/{language}/request/"
    page.goto(f"{way}check/")
    page.select_option("[name=country]", "ml")
    page.check("[name=kind][value=national_authority]")
    page.select_option("[name=topic]", "other")
    page.check("[name=partners][value=alone]")
    follow(page.locator("main form button").first)
    look()
    follow(page.locator("#answer a[href*='letter/']"))
    look()
    page.goto(f"{way}send/?country=ml&kind=national_authority")
    look()
    page.wait_for_timeout((TOO_QUICK + 1) * 1000)
    for name, value in WRITTEN.items():
        page.fill(f"[name={name}]", value)
    page.set_input_files("[name=letter]", files=[letter()])
    press(page, "send")
    assert page.locator(".error-summary li").count() == 3
    look()
    assert page.locator("[name=problem]").input_value() == FILLED_IN["problem"]
    for name in TICKED:
        page.locator(f"[name={name}]").first.check()
    press(page, "send")
    assert "/receipt/" in page.url
    reference = page.locator(".reference").inner_text()
    assert re.fullmatch(r"ML-\d{4}-\d{4}", reference)
    look()
    follow(page.locator("main a.button"))
    assert reference in page.locator("h1").inner_text()
    look()
    private_page = page.url
    for step in ("contact/", "withdraw/"):
        page.goto(private_page + step)
        look()
    page.fill("[name=reason]", "Our priorities have changed.")
    page.check("[name=sure]")
    follow(page.locator("main form button"))
    assert "Our priorities have changed." in page.locator("main").inner_text()
    page.goto(f"{way}follow/")
    page.fill("[name=reference]", reference)
    page.fill("[name=email]", FILLED_IN["contact_email"])
    look()
    follow(page.locator("main form button"))
    assert page.locator("[role=status]").count() == 1
    assert not wrong, "\n".join(wrong)


def test_the_form_by_the_keyboard_alone(showcase, page):
    def tab_to(name, value=None):
        wanted = f"[name='{name}']" + (f"[value='{value}']" if value else "")
        for _press in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
        raise AssertionError(f"Tab does not reach {wanted}")

    page.goto(f"{showcase.hosts['full']}/en/request/send/")
    page.wait_for_timeout((TOO_QUICK + 1) * 1000)
    tab_to("country")
    page.keyboard.type("Mali")
    for name in ("institutions-0-name", "contact_name", "contact_email", "problem", "change"):
        tab_to(name)
        page.keyboard.type(FILLED_IN[name].replace("\n", " "))
    tab_to("action", "send")
    page.keyboard.press("Enter")
    page.wait_for_url("**/send/*/*")
    # The first mistake is a link to its field.
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.error-summary a')"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab") if page.evaluate("document.activeElement === document.body") else None
    assert page.evaluate("document.activeElement.name") == "institutions-0-kind"
    page.keyboard.type("National")
    for name in TICKED:
        tab_to(name)
        page.keyboard.press("Space")
    tab_to("action", "send")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt/*")
    assert page.locator(".reference").is_visible()
