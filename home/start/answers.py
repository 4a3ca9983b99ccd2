"""What whoever starts a campaign is asked."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings

from editorial.brand.looks import FIRST_LOOK


@dataclass
class Answers:
    """The answers, none of which is needed before the pages are made; then `missing` says which are."""

    name: str = ""
    slogan: str = ""
    language: str = settings.LANGUAGE_CODE
    other_languages: list[str] = field(default_factory=list)
    form_of_address: str = ""
    run_by: str = ""
    postal_address: str = ""
    country: str = ""
    contact_email: str = ""
    # Keys of a look, a palette and a sign; the look's own for those that are left out.
    look: str = FIRST_LOOK
    palette: str = ""
    mark: str = ""
    pillars: list[str] = field(default_factory=list)
    demand: str = ""

    NEEDED = ("name", "run_by", "contact_email", "demand")

    @property
    def missing(self) -> list[str]:
        """The names of the answers without which there can be no pages."""
        return [name for name in self.NEEDED if not getattr(self, name)]

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> "Answers":
        """Return answers as they were kept; what is no question any more is left out."""
        known = cls.__dataclass_fields__
        return cls(**{name: value for name, value in stored.items() if name in known})

    def to_store(self) -> dict[str, Any]:
        """Return the answers as they are kept."""
        return asdict(self)
