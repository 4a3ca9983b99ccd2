"""Template tags of every public page. They are built in: no template needs to load them."""

import json
from typing import NotRequired, TypedDict
from urllib.parse import urlsplit

from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.encoding import uri_to_iri
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar
from wagtail.models import Locale, Page, Site

from ..absolute_url import absolute_url
from ..brand.on_page import BrandOnPage
from ..brand.site_brands import brand_of_request
from ..cldr import cldr_locale
from ..colon import with_colon
from ..interface_words.about import about_interface_words
from ..interface_words.problems import PERCENT
from ..language_names import languages_with_words, own_name
from ..list_comma import list_comma
from ..live_pages import PublicPlaces, live_pages_by_key, live_pages_for
from ..models import CampaignImage, SiteSettings
from ..public_languages import is_home_page
from ..readings import once_a_generation
from ..shown_on_page import by_itself, note, noting_nothing
from ..structured_data import structured_data
from ..typefaces import first_fonts
from ..written_dates import written_day, written_moment, written_time

register = template.Library()
register.filter("with_colon", with_colon)
register.filter("first_fonts", first_fonts)
register.filter("is_home_page", is_home_page)
register.filter("about_interface_words", about_interface_words)
register.filter("written_day", written_day)
register.filter("written_time", written_time)
register.filter("written_moment", written_moment)
register.simple_tag(list_comma)

SAFE_SCHEMES = {"", "http", "https", "mailto", "tel"}
LONG_WORD = 16
SHORT_WORD = 6
# What could end a data block early, written so that it can’t (as Django’s json_script does).
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def placeholders_apart(text: str) -> SafeString:
    """Return a text with what stands for something else kept together, from left to right, as it is typed.

    In a text from right to left, the signs of `%(days)s` would be drawn in another order each.
    """
    return mark_safe(PERCENT.sub(r'<bdi dir="ltr">\g<0></bdi>', escape(text)))  # noqa: S308  (escaped)


@register.filter
def safe_url(url: str) -> str:
    """Return the address if following it is harmless, else nothing.

    Translators may override addresses, and a `javascript:` one would run in the reader's browser.
    """
    cleaned = "".join(character for character in str(url or "") if character > " ")
    try:
        scheme = urlsplit(cleaned).scheme.lower()
    except ValueError:
        return ""
    return cleaned if scheme in SAFE_SCHEMES and not cleaned.startswith("//") else ""


@register.filter
def leading_to(live_pages: dict[int, Page], chosen: Page | None) -> Page | None:
    """Return the public page that a link to the chosen page leads to, if there is one."""
    return live_pages.get(chosen.pk) if live_pages and chosen else None


@register.simple_tag(takes_context=True)
def content_checks(context: Context) -> str:
    """Return what the editor's panel “Checks” looks at a page with, in the preview beside the editor only.

    It is Wagtail's userbar, which needs the session: on a public page it would set a cookie, and differ from
    reader to reader. A preview is a request of the admin's own making, which no address can ask for.
    """
    request = context.get("request")
    in_editor = getattr(request, "is_preview", False) and getattr(request, "in_preview_panel", False)
    return str(wagtailuserbar(context)) if in_editor else ""


@register.filter
def text_direction(language_code: str) -> str:
    """Return `rtl` or `ltr`, as the language is written."""
    return "rtl" if get_language_info(language_code)["bidi"] else "ltr"


@register.filter
def language_own_name(language_code: str) -> str:
    """Return the language's name in that language, as a switcher should show it."""
    return own_name(language_code)


@register.filter
def with_words(language_code: str) -> str:
    """Return the language if the hub has words in it, else the one that it is written in.

    For pages that hold nothing but the hub's own words: English ones are not to be announced as Hebrew.
    """
    return language_code if language_code in languages_with_words() else settings.LANGUAGE_CODE


@register.filter
def keep_together(text: str) -> str:
    """Return the text with a short last word on the line of the one before, so that it does not stand alone.

    A longer one may: on a phone, two long words kept together leave half a line empty above them.
    """
    *others, last = str(text or "").rsplit(" ", 1)
    glue = "\N{NO-BREAK SPACE}" if len(last) <= SHORT_WORD else " "
    return glue.join([*others, last])


@register.filter
def has_long_word(text: str) -> bool:
    """Tell whether the text has a word that large letters would break in the middle, as German ones do."""
    return any(len(word) > LONG_WORD for word in str(text).replace("-", " ").split())


@register.filter
def breakable_url(url: str) -> SafeString:
    """Return the address as people read it, escaped, with leave to begin a new line after each part of it."""
    escaped = str(escape(uri_to_iri(url or "")))
    start, separator, path = escaped.rpartition("://")
    *parts, last = path.split("/")
    broken = "".join(f"{part}/<wbr>" for part in parts) + last
    return mark_safe((start + separator + broken).removesuffix("<wbr>"))  # noqa: S308  (escaped above)


@register.filter
def proper_name(name: object) -> SafeString:
    """Return a name or an address as it is, whatever is around it: its own direction, and left untranslated.

    Browsers that translate a page would else put people and organisations into other words.
    """
    return format_html('<bdi translate="no">{}</bdi>', name) if name else SafeString("")


@register.filter
def one_full_stop(sentence: str) -> SafeString:
    """Return a sentence that ends with a `proper_name`, without a second full stop after one like “e. V.”."""
    return mark_safe(str(sentence).replace(".</bdi>.", ".</bdi>"))  # noqa: S308  (as safe as it came)


@register.filter
def grouped(number: int) -> str:
    """Return the number as the active language writes it, its thousands set apart.

    By CLDR, as browsers do: where a script keeps a number up to date, nothing but the number changes.
    """
    return format_decimal(number, locale=cldr_locale(get_language() or "en"))


@register.simple_tag(name="absolute_url", takes_context=True)
def absolute_url_of(context: Context, url: str | None) -> str:
    """Return the full address of a path of this site; nothing for a page that has no address yet."""
    return absolute_url(url or "", Site.find_for_request(context.get("request")))


@register.simple_tag(takes_context=True)
def site_brand(context: Context) -> BrandOnPage:
    """Return how the site looks: the brand that is tried in a preview, or the saved one."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return BrandOnPage.of(brand_of_request(None))
    kept: BrandOnPage | None = getattr(request, "_brand_on_page", None)
    if kept is None:
        tried = getattr(request, "tried_brand", None)
        kept = BrandOnPage.tried(tried) if tried is not None else BrandOnPage.of(brand_of_request(request))
        request._brand_on_page = kept  # type: ignore[attr-defined]
    return kept


@register.simple_tag(takes_context=True)
def hero_photograph(context: Context) -> CampaignImage | None:
    """Return the picture beside the title of the front page, if the brand has one."""
    picture = site_brand(context).shown.hero_picture
    return CampaignImage.objects.filter(pk=picture).first() if picture is not None else None


def current_page(context: Context) -> Page | None:
    """Return the page being shown, if it is one."""
    page = context.get("page")
    return page if isinstance(page, Page) else None


def current_locale(context: Context) -> Locale:
    """Return the language of the page being shown, or the active one."""
    page = current_page(context)
    return page.locale if page is not None else Locale.get_active()


def _site(context: Context) -> Site | None:
    request: HttpRequest | None = context.get("request")
    if request is None:
        return Site.objects.filter(is_default_site=True).first()
    return Site.find_for_request(request)


def _home(context: Context) -> Page | None:
    """Return the public home page in the current language."""
    site = _site(context)
    if site is None:
        return None
    root = site.root_page
    return live_pages_for([root], current_locale(context), current_page(context)).get(root.pk)


class SiteFrame(TypedDict):
    """What header and footer show; `privacy_page` only where one is chosen."""

    # The language that the site is written in; its pages are for readers of any other, too.
    own_locale_id: int | None
    home: Page | None
    settings: SiteSettings
    menu: list[Page]
    footer_menu: list[Page]
    privacy_page: NotRequired[Page | None]


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> SiteFrame:
    """Return what header and footer show: `home`, `menu`, `footer_menu`, `settings`, `privacy_page`.

    The forms on a page need some of it too, so the request remembers it. It is the same on all pages of a
    language, but for those beside which others are shown that visitors don't find otherwise.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return _site_frame(context)
    frames: dict[int, SiteFrame] = request.__dict__.setdefault("_site_frames", {})
    locale = current_locale(context)
    if locale.pk not in frames:
        frames[locale.pk] = _frame_of_language(context, locale)
    return frames[locale.pk]


def _frame_of_language(context: Context, locale: Locale) -> SiteFrame:
    site = _site(context)
    if site is None or PublicPlaces.now().show_others_beside(current_page(context)):
        return _site_frame(context)
    return once_a_generation(("frame", site.pk, locale.pk), lambda: _site_frame(context))


def _site_frame(context: Context) -> SiteFrame:
    site = _site(context)
    home = _home(context)
    settings = SiteSettings.for_site(site) if site is not None else SiteSettings()
    frame: SiteFrame = {
        "own_locale_id": site.root_page.locale_id if site is not None else None,
        "home": home,
        "settings": settings,
        "menu": [],
        "footer_menu": [],
    }
    if home is not None:
        page = current_page(context)
        places = PublicPlaces.now()
        with noting_nothing():
            children = list(home.get_children().specific())
        below = [child for child in children if places.hold(child, page)]
        frame["menu"] = [child for child in below if child.alias_of_id is None and child.show_in_menus]
        frame["footer_menu"] = [child for child in below if child.show_in_footer]
        for child in (*frame["menu"], *frame["footer_menu"]):
            note(by_itself(child))
    if (key := settings.privacy_page_id) is not None:
        leading = live_pages_by_key({key}, current_locale(context), current_page(context))
        frame["privacy_page"] = leading.get(key)
    return frame


@register.simple_tag(takes_context=True)
def structured_data_of_page(context: Context) -> SafeString:
    """Return the page's description for search engines, as a data block: nothing that a browser runs."""
    page, frame = current_page(context), site_frame(context)
    if page is None or page.pk is None or frame["home"] is None:
        return SafeString("")
    data = json.dumps(
        structured_data(page, frame["home"], frame["settings"].controller_name, context.get("request"))
    )
    block = f'<script type="application/ld+json">{data.translate(ESCAPES)}</script>'
    return mark_safe(block)  # noqa: S308  (escaped above)


@register.simple_tag(takes_context=True)
def page_languages(context: Context) -> list[Page]:
    """Return the public pages that say the same as this one, one a language, this one included."""
    page = current_page(context)
    if page is None or page.pk is None or not hasattr(page, "live_translations"):
        return []
    return list(page.live_translations())
