"""The page types an editor composes the campaign from."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Site
from wagtail.search import index
from wagtail.url_routing import RouteResult

from editorial.blocks import PLAIN_RICH_TEXT_FEATURES
from editorial.brand.choices import Accent, AccentSelect
from editorial.days import current_day
from editorial.live_pages import live_pages_for
from editorial.models import BasePage
from editorial.url_parameters import PAGE

from .blocks import BodyStreamBlock
from .feeds import CONTENT_TYPE, news_feed
from .home_permissions import HomePagePermissions
from .news import neighbours, news_of_index
from .start.models import CampaignStart

__all__ = ["CampaignStart", "ContentPage", "HomePage", "NewsIndexPage", "NewsPage", "PillarPage"]

NEWS_ON_A_PAGE = 12
# The last part of the feed's address, below the index.
FEED = "feed"


class HomePage(BasePage):
    """The front page of the campaign in one language."""

    is_shown_by_its_language = False

    slogan = models.CharField(
        _("slogan"),
        max_length=120,
        blank=True,
        help_text=_("The large words at the top. Leave empty to use the title."),
    )
    body = StreamField(BodyStreamBlock(), verbose_name=_("body"), blank=True)
    footer_text = RichTextField(
        _("footer"),
        blank=True,
        features=PLAIN_RICH_TEXT_FEATURES,
        help_text=_("Shown at the foot of every page in this language."),
    )

    page_description = _("The front page. Its title is the campaign’s name; a site has one in each language.")
    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        TitleFieldPanel(
            "title",
            help_text=_("The name of the campaign. It stands at the top of every page in this language."),
        ),
        FieldPanel("slogan"),
        *BasePage.content_panels[1:],
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("footer_text")], heading=_("Footer")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("slogan"), index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def permissions_for_user(self, user: User | AnonymousUser) -> HomePagePermissions:
        """Return what a user may do with the page; a whole language hangs on it."""
        return HomePagePermissions(user, self)


class PillarPage(BasePage):
    """One of the ideas that the campaign rests on, with the colour and the sign of its accent."""

    accent = models.CharField(
        _("accent"),
        max_length=10,
        choices=Accent.choices,
        default=Accent.ONE,
        help_text=_(
            "Colour and sign of the page, and of what leads to it. “Look” in the menu says what they are."
        ),
    )
    body = StreamField(BodyStreamBlock(), verbose_name=_("body"), blank=True)

    page_description = _("One of the ideas that the campaign rests on, in a colour of its own.")
    template = "home/pillar_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("accent", widget=AccentSelect), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("pillar page")
        verbose_name_plural = _("pillar pages")


class ContentPage(BasePage):
    """Any other page: about, privacy, questions."""

    body = StreamField(BodyStreamBlock(), verbose_name=_("body"), blank=True)

    page_description = _("Anything else: about us, privacy, questions, ways to help.")
    template = "home/content_page.html"
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class NewsIndexPage(BasePage):
    """The list of all news, newest first, and their feed at `feed/` below it."""

    taken_slugs = (FEED,)
    page_description = _("The list of all news, with a feed. You need one; the news go below it.")
    template = "home/news_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    @property
    def summary(self) -> str:
        """What search engines show; where nobody wrote it for them, what the campaign is about."""
        home = self.get_parent()
        return super().summary or (home.specific.summary if home is not None else "")

    def get_feed_url(self, request: HttpRequest | None = None) -> str:
        """Return where the feed is, as `get_url` says where the page is; nothing while it has no address."""
        url = self.get_url(request)
        return f"{url}{FEED}/" if url else ""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer for the feed too, which is no page of its own."""
        if self.live and path_components == [FEED]:
            return RouteResult(self, kwargs={"as_feed": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer with the list or the feed; under another language's address, send visitors on."""
        as_feed = kwargs.pop("as_feed", False)
        answer = super().serve(request, *args, **kwargs)
        if not as_feed or answer.status_code != 200:
            return answer
        site = Site.find_for_request(request)
        home = live_pages_for([site.root_page], self.locale).get(site.root_page_id) if site else None
        return HttpResponse(
            news_feed(self, self.get_feed_url(request), news_of_index(self), home, request),
            content_type=CONTENT_TYPE,
        )

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Add `feed_url`, and `news`: the page of the list that `?page=` asks for, or the nearest one."""
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        context["feed_url"] = self.get_feed_url(request)
        found = news_of_index(self) if self.pk else []
        context["news"] = Paginator(found, NEWS_ON_A_PAGE).get_page(PAGE.of(request))
        return context


class NewsPage(BasePage):
    """Something that happened: dated, listed by its index, and in the feed."""

    date = models.DateField(
        _("date"), default=current_day, help_text=_("Shown above the title. The newest comes first.")
    )
    body = StreamField(BodyStreamBlock(), verbose_name=_("body"), blank=True)

    page_description = _("Something that happened: it has a date, and stands in the list and the feed.")
    template = "home/news_page.html"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("date"),
        *BasePage.content_panels[1:],
        FieldPanel(
            "social_image",
            heading=_("Picture"),
            help_text=_(
                "Shown above the text, and where somebody shares this page. It needs no description."
            ),
        ),
        FieldPanel("body"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines and sharing"),
        ),
        *BasePage.promote_panels[1:],
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Add `index`, which this is from, its `feed_url`, and the news beside it: `older`, `newer`."""
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        parent = self.get_parent()
        index = parent.specific if parent is not None else None
        return {
            **context,
            **neighbours(self, self.date),
            "index": index,
            "feed_url": index.get_feed_url(request) if index is not None else "",
        }
