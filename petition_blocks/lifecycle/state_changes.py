"""The buttons that change a petition's state at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..petition.models import Petition
from .actions import (
    close_petition,
    deliver_petition,
    mark_answered,
    open_petition,
    pause_petition,
    resume_petition,
    take_back_answer,
    take_back_delivery,
)

AT_ONCE = _("It takes effect at once, on every page and in all languages.")


@dataclass(frozen=True)
class StateChange:
    """A button, the question it asks, and what it does."""

    verb: str
    label: str | Promise
    icon: str
    question: str | Promise
    effects: tuple[str | Promise, ...]
    done: str | Promise
    # Takes the petition, the day if one is asked for, and who does it.
    change: Callable[..., Petition]
    is_serious: bool = False
    day_label: str | Promise = ""

    def do(self, petition: Petition, day: date | None, user: AbstractBaseUser) -> Petition:
        """Change the petition. Raises what the action raises."""
        return self.change(petition, day, user) if self.day_label else self.change(petition, user)


OPEN = StateChange(
    verb="open",
    label=_("Open now"),
    icon="lock-open",
    question=_("Open “%(petition)s” now?"),
    effects=(
        AT_ONCE,
        _("Visitors can sign."),
        _("From the first signature on, its name in addresses stays as it is."),
    ),
    done=_("“%(petition)s” is open. Visitors can sign now."),
    change=open_petition,
)
PAUSE = StateChange(
    verb="pause",
    label=_("Pause"),
    icon="time",
    question=_("Pause “%(petition)s”?"),
    effects=(
        AT_ONCE,
        _("Nobody can sign until you resume it."),
        _("Who has signed already can still confirm: links in mails go on counting."),
    ),
    done=_("“%(petition)s” is paused. Nobody can sign until you resume it."),
    change=pause_petition,
)
RESUME = StateChange(
    verb="resume",
    label=_("Resume"),
    icon="lock-open",
    question=_("Resume “%(petition)s”?"),
    effects=(AT_ONCE, _("Visitors can sign again.")),
    done=_("“%(petition)s” is open again. Visitors can sign."),
    change=resume_petition,
)
CLOSE = StateChange(
    verb="close",
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
    change=close_petition,
    is_serious=True,
)

DELIVER = StateChange(
    verb="deliver",
    label=_("Mark as delivered"),
    icon="mail",
    question=_("Has “%(petition)s” been delivered?"),
    effects=(
        AT_ONCE,
        _("Visitors see the day, and what the petition’s pages tell about the delivery."),
        _("It can’t be opened again, unless you take the delivery back."),
    ),
    done=_("“%(petition)s” is marked as delivered. Now tell on its pages how it went."),
    change=deliver_petition,
    day_label=_("Day of the delivery"),
)
TAKE_BACK_DELIVERY = StateChange(
    verb="take-back-delivery",
    label=_("Take the delivery back"),
    icon="arrow-left",
    question=_("Was “%(petition)s” not delivered after all?"),
    effects=(
        AT_ONCE,
        _("Visitors see a closed petition. What its pages tell about the delivery is kept, but not shown."),
    ),
    done=_("“%(petition)s” is closed, and no longer marked as delivered."),
    change=take_back_delivery,
)
ANSWER = StateChange(
    verb="answer",
    label=_("Mark as answered"),
    icon="comment",
    question=_("Has “%(petition)s” been answered?"),
    effects=(AT_ONCE, _("Visitors see the day, and the answer that the petition’s pages tell.")),
    done=_("“%(petition)s” is marked as answered. Now put the answer on its pages."),
    change=mark_answered,
    day_label=_("Day of the answer"),
)
TAKE_BACK_ANSWER = StateChange(
    verb="take-back-answer",
    label=_("Take the answer back"),
    icon="arrow-left",
    question=_("Was “%(petition)s” not answered after all?"),
    effects=(
        AT_ONCE,
        _("Visitors see a delivered petition. The answer on its pages is kept, but not shown."),
    ),
    done=_("“%(petition)s” is delivered, and no longer marked as answered."),
    change=take_back_answer,
)

STATE_CHANGES = {
    change.verb: change
    for change in (
        *(OPEN, PAUSE, RESUME, CLOSE),
        *(DELIVER, TAKE_BACK_DELIVERY, ANSWER, TAKE_BACK_ANSWER),
    )
}
_OFFERED_BY_STATE = {
    Petition.State.NOT_OPEN: [OPEN],
    Petition.State.OPEN: [PAUSE, CLOSE],
    Petition.State.PAUSED: [RESUME, CLOSE],
    Petition.State.CLOSED: [DELIVER, replace(OPEN, label=_("Open again"))],
}
_OFFERED_BY_STAGE = {
    Petition.Stage.DELIVERED: [ANSWER, TAKE_BACK_DELIVERY],
    Petition.Stage.ANSWERED: [TAKE_BACK_ANSWER],
}


def changes_offered(petition: Petition) -> list[StateChange]:
    """Return what can be done with the petition as it is."""
    stage = petition.stage
    if stage is not None and stage in _OFFERED_BY_STAGE:
        return _OFFERED_BY_STAGE[stage]
    return _OFFERED_BY_STATE[petition.state]
