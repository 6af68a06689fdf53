"""The admin opens wherever its menu leads, in each of its languages."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db

PLACES = [
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_workflows:index",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:aging_pages",
    "wagtail_localize:translations_report",
    "wagtailimages:index",
    "wagtaildocs:index",
    "wagtaillocales:index",
    "wagtailsites:index",
    "wagtailredirects:index",
    "wagtailusers_users:index",
    "wagtailusers_groups:index",
    "wagtailadmin_account",
]


ITS_WORDS_ONLY = pytest.mark.sqlite_is_enough("the queries are those of English")


@pytest.mark.parametrize(
    "language", ["en", pytest.param("fr", marks=ITS_WORDS_ONLY), pytest.param("es", marks=ITS_WORDS_ONLY)]
)
def test_every_place_opens(site, admin, language):
    user = admin.get(reverse("wagtailadmin_home")).context["user"]
    UserProfile.objects.create(user=user, preferred_language=language)
    for place in PLACES:
        response = admin.get(reverse(place))
        assert response.status_code == 200, place
        assert f'lang="{language}"' in response.content.decode()[:400], place
    for page in (site.home, site.projects, site.home.get_translation(site.fr)):
        assert admin.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
