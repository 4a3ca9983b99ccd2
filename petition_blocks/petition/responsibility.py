"""Who answers for what people enter, and by what right: shown to those who sign, and part of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .controllers import Controller
from .organisations import Organisation

if TYPE_CHECKING:
    from .models import Petition

# A law of the EU, Regulation (EU) 2019/788, gives that name to one kind of petition alone.
NOT_A_CITIZENS_INITIATIVE = _(
    "This is not a European Citizens’ Initiative: signing here does not count towards one."
)


def denial_of_initiative(petition: "Petition") -> str:
    """Return the sentence that says what a signature is not, where somebody could think so; else nothing."""
    return str(NOT_A_CITIZENS_INITIATIVE) if petition.denies_initiative else ""


@dataclass(frozen=True)
class Answerable:
    """The organisations that answer for one purpose, jointly if there are several."""

    purpose: Controller.Purpose
    controllers: list[Organisation]
    # Who holds a key that opens what is entered for it, by the names that visitors read.
    holders: list[str]

    @property
    def heading(self) -> str:
        """What they answer for, in words for those who sign."""
        return {
            Controller.Purpose.PETITION: gettext("Responsible for the petition"),
            Controller.Purpose.UPDATES: gettext("Responsible for news, if you want them"),
            Controller.Purpose.PARTNER: gettext("Responsible for the partner’s news, if you want them"),
        }[self.purpose]

    @property
    def is_joint(self) -> bool:
        """Whether there are several."""
        return len(self.controllers) > 1

    @property
    def lines(self) -> str:
        """All that is said of them, an organisation a line, in the active language."""
        return "\n".join(controller.line for controller in self.controllers)


def purposes_of(petition: "Petition") -> list[Controller.Purpose]:
    """Return what somebody must answer for, as far as the petition does it at all."""
    updates = [Controller.Purpose.UPDATES] if petition.asks_updates else []
    partner = [Controller.Purpose.PARTNER] if petition.asks_partner else []
    return [Controller.Purpose.PETITION, *updates, *partner]


def answerable(petition: "Petition") -> list[Answerable]:
    """Return who answers for each of the petition's purposes, and whose keys open what is entered for it.

    Takes two queries, unless they were prefetched.
    """
    controllers = list(petition.controllers.all())
    keys = sorted(petition.recipient_keys.all(), key=lambda key: key.pk)
    return [
        Answerable(
            purpose,
            [chosen.organisation for chosen in controllers if purpose in chosen.purposes],
            # Purposes and what keys cover are the same three; several keys of one holder are one name.
            list(dict.fromkeys(key.name for key in keys if key.is_in_use and key.covers == purpose.value)),
        )
        for purpose in purposes_of(petition)
    ]


def responsibility_text(petition: "Petition") -> dict[str, str]:
    """Return what of it is part of a wording, in the active language.

    Keys: controllers, updates_controllers, partner_controllers (each an organisation a line, empty where
    nobody is needed), key_holders, updates_key_holders, partner_key_holders (each a name a line),
    lawful_basis, data_protection_officer, not_a_citizens_initiative.
    """
    parts = answerable(petition)
    lines = {part.purpose: part.lines for part in parts}
    holders = {part.purpose: "\n".join(part.holders) for part in parts}
    return {
        "key_holders": holders[Controller.Purpose.PETITION],
        "updates_key_holders": holders.get(Controller.Purpose.UPDATES, ""),
        "partner_key_holders": holders.get(Controller.Purpose.PARTNER, ""),
        "controllers": lines[Controller.Purpose.PETITION],
        "updates_controllers": lines.get(Controller.Purpose.UPDATES, ""),
        "partner_controllers": lines.get(Controller.Purpose.PARTNER, ""),
        "lawful_basis": str(petition.get_lawful_basis_display()),
        "data_protection_officer": petition.data_protection_officer,
        "not_a_citizens_initiative": denial_of_initiative(petition),
    }
