"""Nobody else sees anything of a request: no index of references; pages of the admin: test_admin_access."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import ReferenceIndex

pytestmark = pytest.mark.django_db


def test_requests_are_in_no_index_of_references(site, asked):
    call_command("rebuild_references_index", verbosity=0)
    kinds = ContentType.objects.filter(app_label="assistance").exclude(
        model__in=["eligibilityrule", "otherdoor", "stagetext", "mailtext", "eligiblecountry", "requestpage"]
    )
    assert not ReferenceIndex.objects.filter(content_type__in=kinds).exists()
