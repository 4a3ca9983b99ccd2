"""The history of a translated page offers no earlier version that the next publishing would overwrite.

"Review this version" opens the page's form with the words of then. Of a page under translation it opens the
translation editor instead, with the words of now; and whatever else was saved there would be gone with the
next publishing, which writes the page from its texts. Each text has a history of its own in the editor.

Upstream: reported by nobody yet. Wagtail knows nothing of translations, and wagtail-localize hooks into
editing, not into the history.
"""

from typing import Any

from wagtail.admin.views.generic.history import ActionColumn
from wagtail.models import TranslatableMixin

from ..completeness import translation_of

upstream_get_actions = ActionColumn.get_actions


def get_actions(self: ActionColumn, instance: Any, parent_context: dict[str, Any]) -> list[dict[str, str]]:
    """Return what can be done with a version; one of a translation is seen and compared, not brought back."""
    upstream_names = self.url_names
    if isinstance(self.object, TranslatableMixin) and translation_of(self.object) is not None:
        self.url_names = {**upstream_names, "revisions_revert": None}
    try:
        actions: list[dict[str, str]] = upstream_get_actions(self, instance, parent_context)
    finally:
        self.url_names = upstream_names
    return actions


def offer_no_versions_of_translations() -> None:
    """Let the history offer what it can do."""
    ActionColumn.get_actions = get_actions
