"""The palette: every block an editor may put on a page."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from coalition.blocks import COALITION_BLOCKS
from editorial.blocks import EDITORIAL_BLOCKS, LINKS, ChosenPageBlock, Context, locale_of, page_of
from editorial.live_pages import live_pages_for
from editorial.readings import once_a_generation
from petition_blocks.blocks import PETITION_BLOCKS

from .news import news_of_index, news_of_language

MOST_NEWS = 6
USUAL_NEWS = 3


class LatestNewsBlock(blocks.StructBlock):
    """The newest news items in the language of the page, always up to date; nothing while there are none."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=200)
    number = blocks.IntegerBlock(
        label=_("How many"), min_value=1, max_value=MOST_NEWS, default=USUAL_NEWS, help_text=_("One to six.")
    )
    index = ChosenPageBlock(
        label=_("News index"),
        required=False,
        page_type="home.NewsIndexPage",
        help_text=_("Linked below the list, and only its news items are shown. Leave empty for all news."),
    )

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add `news`, newest first, and `index`, the list that they come from. Takes five queries at most."""
        context = super().get_context(value, parent_context)
        locale = locale_of(parent_context)
        chosen = value.get("index")
        leading = live_pages_for([chosen], locale, page_of(parent_context))
        index = leading.get(chosen.pk) if chosen is not None else None
        if index is not None and index.locale_id != locale.pk:
            # Another language's news is not what the reader of this one came for.
            index = None
        number = value.get("number") or USUAL_NEWS
        context["index"] = index
        context["news"] = once_a_generation(
            ("latest news", locale.pk, index.pk if index is not None else None, number),
            lambda: list(_latest_news(locale, index)[:number]),
        )
        return context

    class Meta:
        icon = "date"
        label = _("Latest news")
        group = LINKS
        description = _("The newest news items in the language of the page. Always up to date.")
        template = "home/blocks/latest_news.html"
        preview_value = {"heading": _("What is new"), "number": USUAL_NEWS, "index": None}


def _latest_news(locale: Locale, index: Page | None) -> PageQuerySet:
    return news_of_language(locale) if index is None else news_of_index(index)


HOME_BLOCKS: list[tuple[str, blocks.Block]] = [("latest_news", LatestNewsBlock())]


class BodyStreamBlock(blocks.StreamBlock):
    """The editorial, petition and coalition blocks, and the latest news."""

    def __init__(
        self, local_blocks: Iterable[tuple[str, blocks.Block]] | None = None, **options: object
    ) -> None:
        palette = [*EDITORIAL_BLOCKS, *PETITION_BLOCKS, *COALITION_BLOCKS, *HOME_BLOCKS]
        super().__init__([*palette, *(local_blocks or [])], **options)
