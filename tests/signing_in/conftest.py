"""Who signs in: the second factor is demanded of everybody."""

import pytest

from core.models.rate_count import RateCount
from tests import factories
from tests.signing_in.way_in import PASSWORD, set_up, sign_in
from users.models import User


@pytest.fixture(autouse=True)
def _demanded(settings):
    settings.TWO_FACTOR = True


@pytest.fixture
def awa(db) -> User:
    person = factories.member_of("Editors")
    person.username, person.email = "awa", "awa@example.org"
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def app(client, awa) -> str:
    """Awa has an app; nobody is signed in."""
    sign_in(client)
    secret = set_up(client)
    client.logout()
    RateCount.objects.all().delete()
    return secret
