"""The page types an editor composes the campaign from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from editorial.blocks import PLAIN_RICH_TEXT_FEATURES
from editorial.models import BasePage

from .blocks import PaletteStreamBlock


class HomePage(BasePage):
    """The front page of the campaign in one language."""

    slogan = models.CharField(
        _("slogan"),
        max_length=120,
        blank=True,
        help_text=_("The large words at the top. Leave empty to use the title."),
    )
    body = StreamField(PaletteStreamBlock(), verbose_name=_("body"), blank=True)
    footer_text = RichTextField(
        _("footer"),
        blank=True,
        features=PLAIN_RICH_TEXT_FEATURES,
        help_text=_("Shown at the foot of every page in this language."),
    )

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("slogan"),
        *BasePage.content_panels[1:],
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("footer_text")], heading=_("Footer")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("slogan"), index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class PillarPage(BasePage):
    """One of the ideas that the campaign rests on, in the colour of its meaning."""

    class Accent(models.TextChoices):
        """What a pillar is about; the colour follows from it."""

        REVEAL = "reveal", _("Transparency: bring to light")
        REFUSE = "refuse", _("Red lines: refuse")
        RESPECT = "respect", _("Respect for humans: protect")

    accent = models.CharField(_("meaning"), max_length=10, choices=Accent.choices, default=Accent.REVEAL)
    body = StreamField(PaletteStreamBlock(), verbose_name=_("body"), blank=True)

    template = "home/pillar_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("accent"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("pillar page")
        verbose_name_plural = _("pillar pages")


class ContentPage(BasePage):
    """Any other page: about, privacy, questions."""

    body = StreamField(PaletteStreamBlock(), verbose_name=_("body"), blank=True)

    template = "home/content_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
