"""The columns of lists of petitions."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from ..models import Petition
from .registers import ShownPage


class PetitionTitleColumn(TitleColumn):
    """The petition's name, marked if it is a site's main petition."""

    cell_template_name = "petition_blocks/admin/title_cell.html"


class StateColumn(Column):
    """The petition's state, in words and colour."""

    cell_template_name = "petition_blocks/admin/state_cell.html"


class CountColumn(NumberColumn):
    """A number, with its name beside it where the table is too narrow for columns."""

    cell_template_name = "petition_blocks/admin/number_cell.html"


class PagesColumn(Column):
    """The petition's pages, one a language: to edit, and as the public sees them."""

    cell_template_name = "petition_blocks/admin/pages_cell.html"

    def __init__(self, name: str, pages_of: Callable[[Petition], list[ShownPage]], **options: Any) -> None:
        super().__init__(name, **options)
        self._pages_of = pages_of

    def get_value(self, instance: Petition) -> list[ShownPage]:
        """Return the pages."""
        return self._pages_of(instance)


def number_columns(*, sortable: bool = False) -> list[Column]:
    """Return the columns of the numbers that `registers()` adds."""
    return [
        CountColumn(name, label=label, sort_key=name if sortable else None)
        for name, label in [
            ("confirmed", _("Confirmed")),
            ("confirmed_since", _("Today")),
            ("awaiting", _("Awaiting confirmation")),
        ]
    ]
