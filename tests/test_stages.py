"""The way of a request through its stages, whatever is tried."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistance import services
from assistance.models import OutgoingMail, StageEntry, Waiting
from assistance.stages import ENDED, TRANSITIONS, WAY, Stage, may_follow, needs_reason
from tests import factories

pytestmark = pytest.mark.django_db


def test_from_every_stage_there_is_a_way_to_an_end():
    for stage in Stage:
        reached, frontier = {stage}, [stage]
        while frontier:
            for following in TRANSITIONS[frontier.pop()]:
                if following not in reached:
                    reached.add(following)
                    frontier.append(following)
        assert reached & ENDED, stage
    for now, following in zip(WAY, WAY[1:], strict=False):
        assert may_follow(now, following), (now, following)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=st.lists(st.tuples(st.sampled_from(Stage), st.sampled_from(["", " ", "Because."])), max_size=12))
def test_only_allowed_steps_are_taken_and_each_is_told(site, tries):
    asked = factories.AssistanceRequestFactory()
    officer = factories.UserFactory()
    stages = [Stage.RECEIVED]
    for stage, reason in tries:
        allowed = stage in TRANSITIONS[stages[-1]] and (reason.strip() or not needs_reason(stages[-1], stage))
        if allowed:
            services.move(asked, stage, officer, reason=reason)
            stages.append(stage)
        else:
            with pytest.raises(services.NotAllowed):
                services.move(asked, stage, officer, reason=reason)
    asked.refresh_from_db()
    assert asked.stage == stages[-1]
    entries = StageEntry.objects.filter(request=asked)
    assert [entry.stage for entry in entries] == stages
    assert OutgoingMail.objects.filter(request=asked, kind="stage").count() == len(stages) - 1
    assert (asked.waiting == Waiting.NOBODY) == (len(stages) > 1 and asked.stage in ENDED)


def test_two_do_not_move_it_at_once(site):
    asked, officer = factories.AssistanceRequestFactory(), factories.UserFactory()
    services.move(asked, Stage.CHECKED, officer, seen_stage=Stage.RECEIVED)
    with pytest.raises(services.NotAllowed):
        services.move(asked, Stage.DECLINED, officer, reason="Late.", seen_stage=Stage.RECEIVED)
