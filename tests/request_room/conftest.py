"""Who works in the room, and on what."""

import pytest

from tests import factories


@pytest.fixture
def officer(client):
    person = factories.member_of("Request officers")
    client.force_login(person)
    return person


@pytest.fixture
def asked(site):
    return factories.AssistanceRequestFactory(problem="There is <b>no</b> strategy.")
