"""The abstract page that every page type builds on."""

from collections.abc import Iterable

from django.db import models
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField


class BasePage(Page):
    """A public page: its language is that of its address, and it may end in the sign form."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=600,
        help_text=_("One or two sentences below the title. Also shown where other pages link here."),
    )
    show_in_footer = models.BooleanField(
        _("show in the footer"), default=False, help_text=_("List this page at the foot of every page.")
    )
    ends_with_sign_form = models.BooleanField(
        _("end with the sign form"),
        default=True,
        help_text=_("Let visitors sign the main petition at the end of this page."),
    )
    social_image = models.ForeignKey(
        "editorial.CampaignImage",
        verbose_name=_("image for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when somebody shares this page. 1200 by 630 pixels work everywhere."),
    )

    # The slug stays the source's: left translatable, no translation ever reaches 100 %.
    override_translatable_fields = [SynchronizedField("slug", overridable=True)]

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
            ],
            heading=_("For search engines and sharing"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("show_in_menus"),
                FieldPanel("show_in_footer"),
                FieldPanel("ends_with_sign_form"),
            ],
            heading=_("On the site"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer with this page, or send visitors on to its own address when they asked for another language.

        Where a language has no live home, Wagtail would serve this page under that language's address.
        """
        if self.locale.language_code != translation.get_language():
            with translation.override(self.locale.language_code):
                return HttpResponseRedirect(self.get_url(request))
        return super().serve(request, *args, **kwargs)

    @property
    def summary(self) -> str:
        """The sentence that search engines and shared links show."""
        return self.search_description or self.introduction

    def live_translations(self) -> Iterable[Page]:
        """Return the public pages of this page in every language, this one included, by language code.

        Aliases are left out: they hold another language's words.
        """
        return (
            Page.objects.filter(translation_key=self.translation_key, live=True, alias_of__isnull=True)
            .select_related("locale")
            .order_by("locale__language_code")
        )
