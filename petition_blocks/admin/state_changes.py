"""The buttons that change a petition's state at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.contrib.auth.models import AbstractBaseUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..actions.close_petition import close_petition
from ..actions.open_petition import open_petition
from ..actions.pause_petition import pause_petition
from ..actions.resume_petition import resume_petition
from ..models import Petition

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
    change: Callable[[Petition, AbstractBaseUser | None], Petition]
    is_serious: bool = False


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

STATE_CHANGES = {change.verb: change for change in (OPEN, PAUSE, RESUME, CLOSE)}
OFFERED = {
    Petition.State.NOT_OPEN: [OPEN],
    Petition.State.OPEN: [PAUSE, CLOSE],
    Petition.State.PAUSED: [RESUME, CLOSE],
    Petition.State.CLOSED: [replace(OPEN, label=_("Open again"))],
}
