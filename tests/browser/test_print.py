"""A project on paper is a brief of two pages."""

import re

import pytest


@pytest.mark.serving
@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("project", ["mali-i", "mauritius", "mirps-i", "niger-ii"])
def test_a_project_prints_on_two_pages(browser, launched, project, language):
    page = browser.new_page()
    page.goto(f"{launched}/{language}/projects/{project}/")
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
