"""Every step of a petition's life: from where to where, what must hold, what it says and what the log keeps.

Buttons, log, history and worker read this table; `actions.change_state` walks it, docs/lifecycle.md draws it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.days import current_day

from ..petition.models import Petition

State = Petition.State
Words = str | Promise

AT_ONCE = _("It takes effect at once, on every page and in all languages.")
CHANGE = "change"


@dataclass(frozen=True)
class Transition:
    """One step. It starts from one of the states of `starts` and leads to one.

    In one of `there_already` it has nothing left to do.

    `refusals` say why it can't start from the other states. `write` sets the fields that it returns the names
    of; it gets the petition and the day, if one is asked for. `day_problem` says what is wrong with a day, or
    nothing. Whoever has the right `permission` is offered it; without one, the worker takes it by itself.
    """

    verb: str
    starts: frozenset[Petition.State]
    leads_to: Petition.State
    there_already: frozenset[Petition.State]
    write: Callable[[Petition, date | None], list[str]]
    # What the log calls it, its name there, and the sentence; "%(day)s" is the day that was entered.
    action: str
    log_label: Words
    log_sentence: Words
    label: Words = ""
    # What the button says in some states instead.
    labels: Mapping[Petition.State, Words] = field(default_factory=dict)
    icon: str = ""
    question: Words = ""
    effects: tuple[Words, ...] = ()
    done: Words = ""
    refusals: Mapping[Petition.State, Words] = field(default_factory=dict)
    refusal: Words = ""
    permission: str | None = CHANGE
    needs_all_pieces: bool = False
    is_serious: bool = False
    day_label: Words = ""
    day_problem: Callable[[Petition, date | None], Words] | None = None

    def label_in(self, state: Petition.State) -> Words:
        """Return what its button says in a state."""
        return self.labels.get(state, self.label)

    def refusal_in(self, state: Petition.State) -> Words:
        """Return why it can't start from a state."""
        return self.refusals.get(state, self.refusal)


def _open(petition: Petition, day: date | None) -> list[str]:
    now = timezone.now()
    if petition.opens_at is None or petition.opens_at > now:
        petition.opens_at = now
    if petition.closes_at is not None and petition.closes_at <= now:
        petition.closes_at = None
    petition.paused = False
    return ["opens_at", "closes_at", "paused"]


def _hold(petition: Petition, day: date | None) -> list[str]:
    petition.opens_at = None
    return ["opens_at"]


def _pause(petition: Petition, day: date | None) -> list[str]:
    petition.paused = True
    return ["paused"]


def _resume(petition: Petition, day: date | None) -> list[str]:
    petition.paused = False
    return ["paused"]


def _close(petition: Petition, day: date | None) -> list[str]:
    petition.closes_at = timezone.now()
    return ["closes_at"]


def _deliver(petition: Petition, day: date | None) -> list[str]:
    petition.delivered_on = day
    return ["delivered_on"]


def _take_delivery_back(petition: Petition, day: date | None) -> list[str]:
    petition.delivered_on = None
    return ["delivered_on"]


def _answer(petition: Petition, day: date | None) -> list[str]:
    petition.answered_on = day
    return ["answered_on"]


def _take_answer_back(petition: Petition, day: date | None) -> list[str]:
    petition.answered_on = None
    return ["answered_on"]


def _not_to_come(petition: Petition, day: date | None) -> Words:
    return "" if day is not None and day <= current_day() else _("Choose today or a day before.")


def _since_the_delivery(petition: Petition, day: date | None) -> Words:
    delivered_on = petition.delivered_on
    fits = day is not None and delivered_on is not None and delivered_on <= day <= current_day()
    return "" if fits else _("Choose a day from the delivery until today.")


OPEN = Transition(
    verb="open",
    starts=frozenset({State.NOT_OPEN, State.CLOSED}),
    leads_to=State.OPEN,
    there_already=frozenset({State.OPEN}),
    write=_open,
    action="petition_blocks.open",
    log_label=pgettext_lazy("what was done to a petition", "Open"),
    log_sentence=_("Opened for signing"),
    label=_("Open now"),
    labels={State.CLOSED: _("Open again")},
    icon="lock-open",
    question=_("Open “%(petition)s” now?"),
    effects=(
        AT_ONCE,
        _("Visitors can sign."),
        _("From the first signature on, its name in addresses stays as it is."),
    ),
    done=_("“%(petition)s” is open. Visitors can sign now."),
    refusals={State.PAUSED: _("It is paused. Resume it instead.")},
    refusal=_("It has been delivered. Take the delivery back before you open it again."),
    needs_all_pieces=True,
)
HOLD = Transition(
    verb="hold",
    starts=frozenset({State.NOT_OPEN}),
    leads_to=State.NOT_OPEN,
    there_already=frozenset(),
    write=_hold,
    action="petition_blocks.hold",
    log_label=_("Hold an opening"),
    log_sentence=_("Did not open as planned: %(missing)s"),
    permission=None,
)
PAUSE = Transition(
    verb="pause",
    starts=frozenset({State.OPEN}),
    leads_to=State.PAUSED,
    there_already=frozenset({State.PAUSED}),
    write=_pause,
    action="petition_blocks.pause",
    log_label=_("Pause"),
    log_sentence=_("Paused"),
    label=_("Pause"),
    icon="time",
    question=_("Pause “%(petition)s”?"),
    effects=(
        AT_ONCE,
        _("Nobody can sign until you resume it."),
        _("Who has signed already can still confirm: links in mails go on counting."),
    ),
    done=_("“%(petition)s” is paused. Nobody can sign until you resume it."),
    refusal=_("Only an open petition can be paused."),
)
RESUME = Transition(
    verb="resume",
    starts=frozenset({State.PAUSED}),
    leads_to=State.OPEN,
    there_already=frozenset({State.OPEN}),
    write=_resume,
    action="petition_blocks.resume",
    log_label=_("Resume"),
    log_sentence=_("Resumed after a pause"),
    label=_("Resume"),
    icon="lock-open",
    question=_("Resume “%(petition)s”?"),
    effects=(AT_ONCE, _("Visitors can sign again.")),
    done=_("“%(petition)s” is open again. Visitors can sign."),
    refusal=_("Only a paused petition can be resumed."),
    needs_all_pieces=True,
)
CLOSE = Transition(
    verb="close",
    starts=frozenset({State.OPEN, State.PAUSED}),
    leads_to=State.CLOSED,
    there_already=frozenset({State.CLOSED, State.DELIVERED, State.ANSWERED}),
    write=_close,
    action="petition_blocks.close",
    log_label=_("Close"),
    log_sentence=_("Closed"),
    label=_("Close now"),
    icon="lock",
    question=_("Close “%(petition)s” now?"),
    effects=(
        AT_ONCE,
        _("Nobody can sign any more."),
        _("Who has signed already can still confirm for 24 hours. Later, links in mails no longer count."),
        _("You can open it again."),
    ),
    done=_("“%(petition)s” is closed. Links in mails still count for 24 hours."),
    refusal=_("This petition is not open yet, so there is nothing to close."),
    is_serious=True,
)
DELIVER = Transition(
    verb="deliver",
    starts=frozenset({State.CLOSED}),
    leads_to=State.DELIVERED,
    there_already=frozenset({State.DELIVERED, State.ANSWERED}),
    write=_deliver,
    action="petition_blocks.deliver",
    log_label=_("Mark as delivered"),
    log_sentence=_("Marked as delivered on %(day)s"),
    label=_("Mark as delivered"),
    icon="mail",
    question=_("Has “%(petition)s” been delivered?"),
    effects=(
        AT_ONCE,
        _("Visitors see the day, and what the petition’s pages tell about the delivery."),
        _("It can’t be opened again, unless you take the delivery back."),
    ),
    done=_("“%(petition)s” is marked as delivered. Now tell on its pages how it went."),
    refusal=_("People can still sign. Close the petition first."),
    day_label=_("Day of the delivery"),
    day_problem=_not_to_come,
)
TAKE_BACK_DELIVERY = Transition(
    verb="take-back-delivery",
    starts=frozenset({State.DELIVERED}),
    leads_to=State.CLOSED,
    there_already=frozenset({State.NOT_OPEN, State.OPEN, State.PAUSED, State.CLOSED}),
    write=_take_delivery_back,
    action="petition_blocks.take_back_delivery",
    log_label=_("Take the delivery back"),
    log_sentence=_("No longer marked as delivered"),
    label=_("Take the delivery back"),
    icon="arrow-left",
    question=_("Was “%(petition)s” not delivered after all?"),
    effects=(
        AT_ONCE,
        _("Visitors see a closed petition. What its pages tell about the delivery is kept, but not shown."),
    ),
    done=_("“%(petition)s” is closed, and no longer marked as delivered."),
    refusal=_("It is marked as answered. Take the answer back first."),
)
ANSWER = Transition(
    verb="answer",
    starts=frozenset({State.DELIVERED}),
    leads_to=State.ANSWERED,
    there_already=frozenset({State.ANSWERED}),
    write=_answer,
    action="petition_blocks.answer",
    log_label=_("Mark as answered"),
    log_sentence=_("Marked as answered on %(day)s"),
    label=_("Mark as answered"),
    icon="comment",
    question=_("Has “%(petition)s” been answered?"),
    effects=(AT_ONCE, _("Visitors see the day, and the answer that the petition’s pages tell.")),
    done=_("“%(petition)s” is marked as answered. Now put the answer on its pages."),
    refusal=_("Nobody can answer what was not delivered. Mark the petition as delivered first."),
    day_label=_("Day of the answer"),
    day_problem=_since_the_delivery,
)
TAKE_BACK_ANSWER = Transition(
    verb="take-back-answer",
    starts=frozenset({State.ANSWERED}),
    leads_to=State.DELIVERED,
    there_already=frozenset(State) - {State.ANSWERED},
    write=_take_answer_back,
    action="petition_blocks.take_back_answer",
    log_label=_("Take the answer back"),
    log_sentence=_("No longer marked as answered"),
    label=_("Take the answer back"),
    icon="arrow-left",
    question=_("Was “%(petition)s” not answered after all?"),
    effects=(
        AT_ONCE,
        _("Visitors see a delivered petition. The answer on its pages is kept, but not shown."),
    ),
    done=_("“%(petition)s” is delivered, and no longer marked as answered."),
)

# In the order in which buttons stand.
TRANSITIONS = (DELIVER, OPEN, HOLD, PAUSE, RESUME, CLOSE, ANSWER, TAKE_BACK_DELIVERY, TAKE_BACK_ANSWER)
BY_VERB = {transition.verb: transition for transition in TRANSITIONS if transition.permission is not None}


def transitions_offered(petition: Petition) -> list[Transition]:
    """Return what can be done with the petition as it is, in the order of the table."""
    state = petition.state
    return [transition for transition in BY_VERB.values() if state in transition.starts]
