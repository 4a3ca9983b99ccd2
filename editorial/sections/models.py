"""A section, which pages choose instead of holding a copy of it."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Locale, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from ..blocks import SectionStreamBlock

LONGEST_TITLE = 120


class Section(
    PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """Blocks that stand on every page that has chosen them, in the language of the page."""

    title = models.CharField(
        _("title"),
        max_length=LONGEST_TITLE,
        help_text=_("By it editors find the section. Visitors never see it."),
    )
    body = StreamField(SectionStreamBlock(), verbose_name=_("body"), blank=True)

    override_translatable_fields = [SynchronizedField("title", overridable=False)]
    panels = [FieldPanel("title"), FieldPanel("body")]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        # What the admin's list is narrowed by, before and while somebody searches in it.
        index.FilterField("id"),
        index.FilterField("live"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def shown_in(self, locale: Locale) -> "Section | None":
        """Return the public row that a reader of the language gets, or nothing if there is none.

        That is the one in the language; else the one that the section was first written in, which then has a
        language and direction of its own. Takes one query.
        """
        rows = Section.objects.filter(translation_key=self.translation_key, live=True).select_related(
            "locale"
        )
        return min(rows, key=lambda row: (row.locale_id != locale.pk, row.pk), default=None)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template that shows it in the frame of the site."""
        return "editorial/section_preview.html"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the section in its own language; one that is being begun has none yet."""
        locale = self.locale if self.locale_id else self.get_default_locale()
        with translation.override(locale.language_code):
            # Written while the language is set, not when the answer is sent.
            answer: HttpResponse = super().serve_preview(request, mode_name).render()
            return answer
