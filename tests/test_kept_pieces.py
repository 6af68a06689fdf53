"""What is printed once and kept: until content changes, in each language for itself, never of a draft."""

from contextvars import copy_context

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from core.caching import content_version, kept_while_current, one_version, renew_content_version
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_is_enough("no query is asked, or what others show")]

PIECE = Template('{% load kept %}{% kept "piece" key with counted %}\n   {{ number }}{% endkept %}')


@pytest.fixture
def printed():
    """Prints the piece; each time that it is made its number is one higher."""
    made = []

    def counted():
        made.append(True)
        return {"number": len(made)}

    def print_it(key="a", **more):
        return PIECE.render(Context({"key": key, "counted": counted, **more}))

    return print_it


def test_a_piece_is_made_once_for_each_value_and_language(printed):
    assert [printed(), printed(), printed(key="b"), printed()] == ["\n1", "\n1", "\n2", "\n1"]
    with translation.override("fr"):
        assert printed() == "\n3"


def test_a_change_of_content_outdates_it_on_commit_and_what_is_not_committed_is_not_kept(printed, committed):
    printed()
    with committed(), transaction.atomic():
        renew_content_version()
        assert [printed(), printed()] == ["\n2", "\n3"]
    connection.run_on_commit.clear()  # a test's own transaction never ends
    assert [printed(), printed()] == ["\n4", "\n4"]


def test_a_preview_is_neither_kept_nor_answered_from_what_is(printed):
    request = RequestFactory().get("/")
    request.is_preview = True
    assert [printed(), printed(request=request), printed()] == ["\n1", "\n2", "\n1"]


def test_a_list_reads_its_pages_only_where_a_card_is_not_kept(
    site, client, committed, django_assert_max_num_queries
):
    with committed():
        for number in range(3):
            factories.ProjectPageFactory(parent=site.projects, title=f"Project {number}")
    connection.run_on_commit.clear()
    first = client.get("/en/projects/").content.decode()
    with django_assert_max_num_queries(3):
        again = client.get("/en/projects/").content.decode()
    assert first == again
    assert all(f"Project {number}" in again for number in range(3))


def test_requests_that_began_at_different_versions_do_not_forget_each_others_results():
    read_at = []

    @kept_while_current
    def read():
        read_at.append(content_version())
        return len(read_at)

    earlier, request = copy_context(), one_version()
    earlier.run(request.__enter__)
    assert earlier.run(read) == 1
    cache.clear()  # somebody publishes
    for _time in range(3):
        assert (read(), earlier.run(read)) == (2, 1)
    assert len(set(read_at)) == len(read_at) == 2
    earlier.run(request.__exit__, None, None, None)
