"""The columns of lists of petitions."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn


class PetitionTitleColumn(TitleColumn):
    """The petition's name, marked if it is a site's main petition."""

    cell_template_name = "petition_blocks/admin/title_cell.html"


class StateColumn(Column):
    """The petition's state, in words and colour."""

    cell_template_name = "petition_blocks/admin/state_cell.html"


class CountColumn(NumberColumn):
    """A number, with its name beside it where the table is too narrow for columns."""

    cell_template_name = "petition_blocks/admin/count_cell.html"


def count_columns(*, sortable: bool = False) -> list[Column]:
    """Return the columns of the numbers that `registers()` adds."""
    return [
        CountColumn(name, label=label, sort_key=name if sortable else None)
        for name, label in [
            ("confirmed", _("Confirmed")),
            ("confirmed_since", _("Today")),
            ("awaiting", _("Awaiting confirmation")),
        ]
    ]
