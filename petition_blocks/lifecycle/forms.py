"""The form for the day of a delivery or an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from editorial.days import current_day


class DayForm(forms.Form):
    """The day on which something happened: today, unless somebody says otherwise."""

    day = forms.DateField(
        initial=current_day,
        widget=AdminDateInput,
        error_messages={"required": _("Enter the day.")},
    )

    def __init__(self, *args: Any, label: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = str(label)
