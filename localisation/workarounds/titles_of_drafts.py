"""A title that is too long for a page is flagged beside its field, on PostgreSQL as well.

wagtail-localize copies each translated title to its page, for lists of drafts, before anything looks at it:
as it keeps it (`Q &amp; A`), and at any length. SQLite takes both; PostgreSQL refuses more than the 255
letters that a title may have, and nothing of what was typed on that page is kept.

Upstream: reported by nobody yet.
"""

from django.db.models.signals import post_save
from django.utils.text import Truncator
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, post_save_string_translation
from wagtail_localize.strings import StringValue

LONGEST = Page._meta.get_field("draft_title").max_length or 255


def name_draft(instance: StringTranslation, **kwargs: object) -> None:
    """Name the draft of a page by its translated title: as it is read, and as much of it as there is room."""
    if instance.context.path == "title":
        title = Truncator(StringValue(instance.data).render_text()).chars(LONGEST)
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id)
        pages.update(draft_title=title)


def name_drafts_as_their_titles_are_read() -> None:
    """Let drafts be named by our function instead of upstream's."""
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(name_draft, sender=StringTranslation)
