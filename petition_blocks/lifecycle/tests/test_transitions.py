"""The table of transitions: whole, drawn, and walked by nothing but itself."""

from pathlib import Path

import pytest
from django.conf import settings
from wagtail.log_actions import registry as log_registry

from petition_blocks.petition.models import Petition

from ..diagram import drawn_lifecycle
from ..transitions import BY_VERB, HOLD, TRANSITIONS, Transition

State = Petition.State


def test_the_documentation_draws_the_table_as_it_is() -> None:
    drawn = (Path(settings.BASE_DIR) / "docs" / "lifecycle.md").read_text(encoding="utf-8")
    assert drawn == drawn_lifecycle(), "run `python manage.py draw_lifecycle`"


@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda transition: transition.verb)
def test_each_step_leads_away_and_is_told_in_the_history(transition: Transition) -> None:
    assert (transition.leads_to in transition.starts) is (transition is HOLD)
    assert (transition.leads_to in transition.there_already) is (transition is not HOLD)
    assert not transition.starts & transition.there_already
    assert log_registry.action_exists(transition.action)


@pytest.mark.parametrize(
    ("transition", "state"),
    [
        pytest.param(transition, state, id=f"{transition.verb}-{state}")
        for transition in BY_VERB.values()
        for state in State
        if state not in transition.starts | transition.there_already
    ],
)
def test_where_a_step_can_neither_start_nor_is_done_it_says_why(
    transition: Transition, state: Petition.State
) -> None:
    assert transition.refusal_in(state)


def test_a_petition_gets_out_of_each_state() -> None:
    """Nothing is a dead end, and each state can be reached from the first."""
    reached = {State.NOT_OPEN}
    while True:
        further = {one.leads_to for one in BY_VERB.values() if one.starts & reached} - reached
        if not further:
            break
        reached |= further
    assert reached == set(State)
    assert all(any(state in one.starts for one in BY_VERB.values()) for state in State)
