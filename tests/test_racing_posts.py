"""Two posts of one form at the same time: no file is lost, none comes back, the limits hold for both."""

import pytest
from django.core.files.storage import storages

from assistance import drafts, services, vault
from assistance.drafts import Draft
from assistance.files import limits
from assistance.models import Actor, FileRole, RequestDraft
from assistance.services import NewFile
from tests import factories

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


def stored_file(number, role=FileRole.ANNEX, size=3):
    key = vault.new_key()
    return NewFile(
        role, f"{number}.pdf", "application/pdf", size, f"{number:064}", vault.put(b"abc", key), key
    )


def is_stored(file):
    return storages["private"].exists(file.stored_as)


@pytest.fixture
def begun():
    """A draft with a file, as both posts have seen it."""
    return drafts.save(Draft(drafts.new_token(), {"problem": ["x"]}, (stored_file(1),))).draft


def test_what_both_add_is_kept(begun, committed):
    first, second = stored_file(2), stored_file(3)
    with committed():
        drafts.save(begun.with_file(first), seen=begun)
        saved = drafts.save(begun.with_file(second), seen=begun)
    assert drafts.load(begun.token) == saved.draft
    assert {file.name for file in saved.draft.files} == {"1.pdf", "2.pdf", "3.pdf"}
    assert all(map(is_stored, saved.draft.files))


def test_what_one_removes_the_other_does_not_bring_back(begun, committed):
    [old], new = begun.files, stored_file(2)
    with committed():
        drafts.save(begun.without_file(old.stored_as), seen=begun)
        saved = drafts.save(begun.with_file(new), seen=begun)
    assert [file.name for file in saved.draft.files] == ["2.pdf"]
    assert not is_stored(old)


def test_a_discarded_form_keeps_no_file_that_is_gone(begun, committed):
    with committed():
        drafts.delete(begun)
        saved = drafts.save(begun, seen=begun)
    assert saved.draft.files == ()


def test_together_they_have_no_more_than_one_may(begun, committed):
    first, second = stored_file(2, size=20 * MB), stored_file(3, size=20 * MB)
    with committed():
        drafts.save(begun.with_file(first), seen=begun)
        saved = drafts.save(begun.with_file(second), seen=begun)
    assert {file.name for file in saved.draft.files} == {"1.pdf", "2.pdf"}
    assert [problem.field for problem in saved.draft.problems] == ["annexes"]
    assert is_stored(first) and not is_stored(second)
    assert second.stored_as not in RequestDraft.objects.get().stored_files


def test_of_two_letters_the_later_one_stays(begun, committed):
    first, second = stored_file(2, FileRole.LETTER), stored_file(3, FileRole.LETTER)
    with committed():
        drafts.save(begun.with_file(first), seen=begun)
        saved = drafts.save(begun.with_file(second), seen=begun)
    assert {file.name for file in saved.draft.files} == {"1.pdf", "3.pdf"}
    assert not is_stored(first)


def test_the_same_post_twice_changes_nothing(committed):
    """So that the first of a double click can still send what it has kept."""
    first, again = (
        Draft("token", {"problem": ["x"]}, (stored_file(1, FileRole.LETTER), stored_file(2)))
        for _post in range(2)
    )
    with committed():
        kept, same = drafts.save(first), drafts.save(again)
    assert same == kept
    assert [is_stored(file) for file in (*first.files, *again.files)] == [True, True, False, False]


def test_a_post_that_comes_after_the_form_was_sent_leaves_nothing_behind(site, committed):
    factories.AssistanceRequestFactory(submission_key=drafts.hash_of("token"))
    late = stored_file(1)
    with committed():
        assert drafts.save(Draft("token", {"problem": ["x"]}, (late,))) is None
    assert not RequestDraft.objects.exists() and not is_stored(late)


@pytest.mark.parametrize("size", [20 * MB, 3])
def test_a_requests_files_are_counted_when_nobody_else_can_add_any(site, monkeypatch, size):
    monkeypatch.setattr(limits, "MOST_FILES", 1 if size == 3 else 20)
    asked = factories.AssistanceRequestFactory()
    services.add_files(asked, [stored_file(1, size=size)], Actor.PARTNER)
    late = stored_file(2, size=size)
    with pytest.raises(services.NotAllowed):
        services.add_files(asked, [late], Actor.PARTNER)
    assert asked.files.count() == 1
    assert not is_stored(late)
