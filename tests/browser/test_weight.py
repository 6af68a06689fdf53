"""What a page costs a newcomer with a telephone; and that it leaves nothing with them."""

from urllib.parse import urlsplit

import pytest

from tests.showcase.catalogue import BY_NAME

from .visits import Visit

KILOBYTE = 1000
HOME_MOST = 120 * KILOBYTE
HOME_MOST_FILES = 14
PAGE_MOST = 90 * KILOBYTE
SCRIPTS_MOST = 15 * KILOBYTE
SHIFT_MOST = 0.01


def check(visit: Visit, *, is_home: bool) -> None:
    table = "\n".join(f"{file.bytes:>8} {file.kind:<12} {file.url}" for file in visit.files)
    hosts = {urlsplit(file.url).netloc for file in visit.files}
    assert len(hosts) == 1, f"other hosts are asked:\n{table}"
    weight = sum(file.bytes for file in visit.files)
    scripts = sum(file.bytes for file in visit.files if file.kind == "Script")
    assert weight <= (HOME_MOST if is_home else PAGE_MOST), f"{weight} bytes:\n{table}"
    assert scripts <= SCRIPTS_MOST, f"{scripts} bytes of scripts:\n{table}"
    if is_home:
        assert len(visit.files) <= HOME_MOST_FILES, f"{len(visit.files)} requests:\n{table}"
    assert visit.layout_shift < SHIFT_MOST
    assert visit.cookies == []


@pytest.mark.parametrize("name", BY_NAME)
def test_a_template_is_light_stands_still_and_sets_no_cookie(visited, name):
    for language in BY_NAME[name].languages:
        check(visited(name, language), is_home=name.startswith("home"))
