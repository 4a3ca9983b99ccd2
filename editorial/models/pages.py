"""The abstract page that every page type builds on."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db import models
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from ..beginning import beginning_of
from ..kept_query import with_query_of
from ..live_pages import PublicPlaces, public_pages
from ..page_forms import PageCopyForm, PageForm
from ..page_paths import check_page_url
from ..public_languages import preferred_language
from ..readings import once_a_generation
from ..shown_on_page import note_answering, noting_nothing
from ..slugs import normal_form

# No list of pages goes by them.
TEXTS = (models.TextField, StreamField)
# What says where readers find it, and as whose translation.
PLACE = ("alias_of_id", "locale_id", "translation_key", "url_path")
# What publishing itself writes.
NOTED_BY_PUBLISHING = {
    "draft_title",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
}


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

    base_form_class = PageForm
    copy_form_class = PageCopyForm
    # Slugs that no page below may have, because the page itself answers there.
    taken_slugs: tuple[str, ...] = ()
    # Whether pages of other languages show something of it only where they have loaded it.
    is_shown_by_its_language = True
    # Whether visitors could read it before it was last saved; whether it was where it is now, for readers of
    # its translations too; and whether its texts alone were changed then.
    was_public = False
    is_where_it_was = False
    has_new_texts_alone = False

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

    def full_clean(self, *args: object, **kwargs: object) -> None:
        """Check the page as it would be public, its slug in the form in which addresses are compared."""
        self.slug: str = normal_form(self.slug)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse an address at which visitors wouldn't find the page."""
        super().clean()
        check_page_url(self)

    def minimal_clean(self) -> None:
        """Refuse such an address for a draft too, as an address is the same for both."""
        self.slug = normal_form(self.slug)
        super().minimal_clean()
        check_page_url(self)

    def save(self, *args: object, **kwargs: object) -> object:
        """Save the page. A new one speaks the language of its place, whatever it was copied from."""
        if kwargs.get("update_fields") is None:
            self._note_what_is_changed()
        if self._state.adding:
            self._take_language_of_place()
            if not kwargs.get("clean", True):
                # Pages below one that is copied come unchecked.
                check_page_url(self)
        return super().save(*args, **kwargs)

    def _note_what_is_changed(self) -> None:
        before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        self.was_public = before is not None and before.live
        self.is_where_it_was = before is not None and all(
            getattr(before, name) == getattr(self, name) for name in PLACE
        )
        self.has_new_texts_alone = before is not None and all(
            getattr(before, field.attname) == getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if not isinstance(field, TEXTS) and field.name not in NOTED_BY_PUBLISHING
        )

    def _take_language_of_place(self) -> None:
        """Set the language of the tree that the page is in; home pages, at the top, bring their own."""
        parent = self.get_parent()
        if parent is not None and parent.depth > 1:
            self.locale_id = parent.locale_id

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer with this page, or send visitors on to its own address when they asked for another language.

        Where a language has no live home, Wagtail would serve this page under that language's address; and
        it serves what is below a site's own home page while that isn't public.
        """
        self.locale = once_a_generation(("locale", self.locale_id), lambda: self.locale)
        note_answering(self)
        if not getattr(request, "is_preview", False) and not PublicPlaces.now().are_open_at(self):
            return self._send_on(request)
        if self.locale.language_code != translation.get_language():
            with translation.override(self.locale.language_code):
                own_url = self.get_url(request)
            # A page that stands in another language's tree, as an import may leave it, has no other address.
            if own_url and urlsplit(own_url).path != iri_to_uri(request.path):
                return HttpResponseRedirect(with_query_of(request, own_url))
        return super().serve(request, *args, **kwargs)

    def _send_on(self, request: HttpRequest) -> HttpResponseBase:
        """Send visitors to where they can read the same in another language, else to the site's front."""
        translations = Page.objects.filter(translation_key=self.translation_key, alias_of__isnull=True)
        open_ones = public_pages(translations).select_related("locale")
        pages = {page.locale.language_code: page for page in open_ones}
        url = ""
        if pages:
            page = pages[preferred_language(request, list(pages))]
            with translation.override(page.locale.language_code):
                url = with_query_of(request, page.get_url(request) or "")
        answer = HttpResponseRedirect(url or reverse("front"))
        patch_vary_headers(answer, ["Accept-Language"])
        return answer

    @property
    def summary(self) -> str:
        """What search engines and shared links show; where nobody wrote it for them, how the text begins."""
        body = getattr(self, "body", None)
        return self.search_description or self.introduction or (beginning_of(body) if body else "")

    def live_translations(self) -> Iterable[Page]:
        """Return the pages that say the same as this one, in every language that visitors find, by its code.

        This one is among them. Aliases are left out: they hold another language's words. Show nothing of them
        but where they are, which is told to every page when it changes.
        """
        if PublicPlaces.now().show_others_beside(self):
            return self._live_translations()
        return once_a_generation(("translations", self.translation_key), self._live_translations)

    def _live_translations(self) -> list[Page]:
        pages = Page.objects.filter(translation_key=self.translation_key, alias_of__isnull=True, live=True)
        places = PublicPlaces.now()
        with noting_nothing():
            shown = [page for page in pages.select_related("locale") if places.hold(page, beside=self)]
        return sorted(shown, key=lambda page: page.locale.language_code)

    @property
    def canonical_page(self) -> Page:
        """The page that search engines should know: the one whose words an alias shows, else this one."""
        if self.alias_of_id is None:
            return self
        return public_pages(Page.objects.filter(pk=self.alias_of_id), beside=self).first() or self
