"""A section that is written once, and stands where it is chosen."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .base import TEXT, Context, NotForTranslators, locale_of


class SectionChooserBlock(NotForTranslators, SnippetChooserBlock):
    """Chooses a section. Its words are translated with the section, not with each page."""

    def get_searchable_content(self, value: object) -> list[str]:
        """Return nothing: what the section says tomorrow, the index of today's page can't know."""
        return []


class SectionBlock(blocks.StructBlock):
    """A section, as it is at the moment and in the language of the page."""

    section = SectionChooserBlock("editorial.Section", label=_("Section"), required=False)

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add `section`, the row to show, and `is_translated`: whether it speaks the page's language."""
        context: Context = super().get_context(value, parent_context)
        locale = locale_of(parent_context)
        chosen = value["section"]
        shown = chosen.shown_in(locale) if chosen is not None else None
        context["section"] = shown
        context["is_translated"] = shown is not None and shown.locale_id == locale.pk
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """Return the block's example with a section of the site, if there is one."""
        value = super().get_preview_value()
        sections = apps.get_model("editorial", "Section").objects
        value["section"] = sections.filter(live=True).order_by("pk").first()
        return value

    class Meta:
        icon = "copy"
        label = _("Section")
        group = TEXT
        description = _(
            "Blocks that are written once and shown on many pages. Change them, and all pages follow."
        )
        template = "editorial/blocks/section.html"
        preview_value = {"section": None}
