"""What a page of the launch content costs a newcomer, as ``make run`` serves it."""

import pytest

from tests.showcase.catalogue import BY_NAME, LANGUAGES

from .test_weight import check
from .visits import weigh

LAUNCHED = [name for name, template in BY_NAME.items() if template.launch_path is not None]


@pytest.mark.serving
@pytest.mark.parametrize("name", LAUNCHED)
def test_a_page_of_the_launch_content_is_light_stands_still_and_sets_no_cookie(browser, launched, name):
    # The showcase is weighed in all; of these French has the longest texts.
    for language in LANGUAGES if name == "home" else ("fr",):
        visit = weigh(browser, launched + BY_NAME[name].launch_address(language))
        check(visit, is_home=name == "home")
