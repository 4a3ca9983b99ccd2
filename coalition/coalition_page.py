"""The page that lists the organisations."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from editorial.models import BasePage

from .blocks import CoalitionStreamBlock


class CoalitionPage(BasePage):
    """Who is behind the campaign: the member directory, with words around it."""

    body = StreamField(CoalitionStreamBlock(), verbose_name=_("body"), blank=True)

    page_description = _("Who is behind the campaign: the organisations, and how to join them.")
    template = "coalition/coalition_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("coalition page")
        verbose_name_plural = _("coalition pages")
