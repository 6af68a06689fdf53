"""The projects that are in the files."""

import pytest

from tests import base_site
from tests.open_data.open_projects import make_projects


@pytest.fixture(scope="module")
def made_once(for_the_module):
    with for_the_module():
        make_projects(base_site.find())


@pytest.fixture
def projects(made_once, site):
    return site
