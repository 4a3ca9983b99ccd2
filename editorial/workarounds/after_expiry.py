"""A page that has expired can be worked on again.

Wagtail's form asks for an expiry in the future whenever it is saved, also where nobody has touched it. Once
the moment has come, each save is refused: autosave stops, and "Go to the first error" leads nowhere, since
the field is in a dialog that is closed. The moment is over and done with, so it is let go; who publishes the
page again wants it to be seen. A past moment that somebody enters is refused as before.

Upstream: reported by nobody yet; `wagtail.admin.forms.models`, Wagtail 8.0.1.
"""

from datetime import datetime

from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminDraftStateFormMixin

upstream_clean = WagtailAdminDraftStateFormMixin.clean


def clean(self: WagtailAdminDraftStateFormMixin) -> dict[str, object]:
    """Let an expiry that has come go, unless it was entered just now; then clean as upstream does."""
    expiry = self.cleaned_data.get("expire_at")
    if expiry and expiry < timezone.now() and _minute(expiry) == _minute(self.initial.get("expire_at")):
        self.cleaned_data["expire_at"] = None
    return upstream_clean(self)


def _minute(moment: datetime | None) -> datetime | None:
    """Return the moment as the form shows it."""
    return moment and moment.replace(second=0, microsecond=0)


def let_go_of_expiry() -> None:
    """Let expired pages be saved."""
    WagtailAdminDraftStateFormMixin.clean = clean
