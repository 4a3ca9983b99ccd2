"""What somebody types into a field for a date stays as typed until the form has read it.

The admin's calendar reads a field when it is left, as ISO 8601 alone. What it can't read, such as 28.12.2026,
it replaces by today without a word. Forms read the person's own way of writing dates, and say what is wrong.

Upstream: reported by nobody yet; the option is the calendar's `validateOnBlur`, Wagtail 8.0.1.
"""

from collections.abc import Callable

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

GetConfig = Callable[[AdminDateInput | AdminDateTimeInput | AdminTimeInput], dict[str, object]]

WIDGETS = (AdminDateInput, AdminDateTimeInput, AdminTimeInput)
upstream_configs = {widget: widget.get_config for widget in WIDGETS}


def keep_dates_as_typed() -> None:
    """Let the calendar leave alone what it can't read."""
    for widget in WIDGETS:
        widget.get_config = _leaving_alone(upstream_configs[widget])


def _leaving_alone(upstream_get_config: GetConfig) -> GetConfig:
    def get_config(self: AdminDateInput | AdminDateTimeInput | AdminTimeInput) -> dict[str, object]:
        """Return what the calendar is told."""
        return {**upstream_get_config(self), "validateOnBlur": False}

    return get_config
