"""The petition in templates."""

from collections.abc import Mapping
from email.utils import parseaddr

from django import template
from django.conf import settings
from django.template import Context
from django.utils import translation
from wagtail.models import Page, Site

from editorial.readings import once_a_generation
from editorial.templatetags.editorial_tags import current_locale, current_page, site_frame

from ..counting.public_counts import counted, public_counts
from ..erasure.receipts import public_erasures
from ..page.models import PetitionPage
from ..page.speaking_page import petition_page_for
from ..petition.models import Petition, PetitionSettings
from ..petition.responsibility import answerable, denial_of_initiative
from ..petition.timeline import timeline_of
from ..signature.models import CONFIRMATION_PERIOD
from ..signing.shown_form import (
    ShownForm,
    next_form_position,
    petitions_of_forms_on,
    shown_form,
    shows_any_form,
)

register = template.Library()


def _source(page: Page | None) -> str:
    """Return what tells which page somebody signed on: its slug."""
    return page.slug[:50] if page is not None else ""


@register.inclusion_tag("petition_blocks/signing/sign_form.html", takes_context=True)
def sign_form(
    context: Context,
    petition_page: PetitionPage | None,
    heading: str = "",
    compact: bool = False,
    responsible_below: bool = False,
) -> dict[str, object]:
    """Show the sign form of a petition page; nothing if there is no such page yet.

    `responsible_below` says that the page itself tells who is responsible, at the anchor of that name.
    """
    shown = None
    if petition_page is not None and petition_page.petition is not None:
        position = (
            next_form_position(context["request"], petition_page.petition) if "request" in context else 1
        )
        shown = shown_form(
            petition_page,
            position=position,
            source=_source(current_page(context)),
            heading=heading,
            compact=compact,
        )
    return {**_form_context(context, shown), "responsible_below": responsible_below}


def _main_petition_page(context: Context) -> PetitionPage | None:
    """Return the main petition’s page for the reader. The header asks too: the request remembers."""
    request = context.get("request")
    site = Site.find_for_request(request) if request is not None else None
    if site is None:
        return None
    locale = current_locale(context)
    known: dict[int, PetitionPage | None] = request.__dict__.setdefault("_main_petition_pages", {})
    if locale.pk not in known:
        main = once_a_generation(
            ("main petition", site.pk), lambda: PetitionSettings.for_site(site).main_petition
        )
        known[locale.pk] = petition_page_for(main, locale.language_code)
    return known[locale.pk]


def _page_to_sign(context: Context) -> PetitionPage | None:
    """Return the page of the petition that this page asks to sign.

    A petition's own page asks for that petition and no other; so does a page whose forms are all another
    petition's. Every other page asks for the main one.
    """
    page = current_page(context)
    if isinstance(page, PetitionPage):
        return page
    main = _main_petition_page(context)
    chosen = petitions_of_forms_on(page)
    if not chosen or (main is not None and main.petition_id in chosen):
        return main
    return petition_page_for(Petition.objects.get(pk=chosen[0]), current_locale(context).language_code)


@register.simple_tag(takes_context=True)
def sign_url(context: Context) -> str:
    """Return where to sign what this page asks for: the form on this page, else the petition's page.

    Nothing if it is closed.
    """
    petition_page = _page_to_sign(context)
    if petition_page is None or petition_page.petition is None or not petition_page.petition.is_open:
        return ""
    page = current_page(context)
    if page == petition_page:
        return "#sign-1"
    chosen = petitions_of_forms_on(page)
    comes_first = chosen[0] == petition_page.petition_id if chosen else False
    if comes_first or (not chosen and getattr(page, "ends_with_sign_form", False)):
        return "#sign-1"
    return petition_page.get_url(context["request"]) or ""


@register.inclusion_tag("petition_blocks/signing/sign_form.html", takes_context=True)
def closing_sign_form(context: Context) -> dict[str, object]:
    """Show the main petition's form at the end of a page.

    Not on a page that has a form already, of whichever petition, is about a petition, or turned it off.
    """
    page = current_page(context)
    shown = None
    request = context.get("request")
    if (
        request is not None
        and getattr(page, "ends_with_sign_form", False)
        and not isinstance(page, PetitionPage)
        and not shows_any_form(request)
    ):
        petition_page = _main_petition_page(context)
        if petition_page is not None and petition_page.petition is not None:
            shown = shown_form(
                petition_page,
                position=next_form_position(request, petition_page.petition),
                source=_source(page),
                compact=True,
            )
    return _form_context(context, shown)


@register.inclusion_tag("petition_blocks/signing/sign_form.html", takes_context=True)
def handed_in_form(context: Context, shown: ShownForm) -> dict[str, object]:
    """Show a form that was handed in, filled as it was."""
    return _form_context(context, shown)


def _form_context(context: Context, shown: ShownForm | None) -> dict[str, object]:
    return {
        "shown": shown,
        "frame": site_frame(context) if shown is not None else None,
        "notice": context.get("notice", ""),
        "request": context.get("request"),
        "page": context.get("page"),
        "page_language": translation.get_language(),
    }


@register.inclusion_tag("petition_blocks/petition/timeline.html")
def petition_timeline(petition_page: PetitionPage) -> dict[str, object]:
    """Draw how far the page's petition has come, with the page's words on delivery and answer."""
    petition = petition_page.petition
    return {
        "page": petition_page,
        "petition": petition,
        "timeline": timeline_of(petition) if petition is not None else [],
    }


@register.inclusion_tag("petition_blocks/petition/responsibility.html")
def responsibility(petition: Petition) -> dict[str, object]:
    """Show who answers for what people enter, and what their rights are."""
    return {"petition": petition, "parts": answerable(petition)}


register.filter("denial_of_initiative", denial_of_initiative)


@register.inclusion_tag("petition_blocks/erasure/erasures.html")
def erasures(petition: Petition) -> dict[str, object]:
    """Show which promises to erase were kept."""
    return {"erasures": public_erasures(petition)}


@register.simple_tag
def mail_to_expect() -> dict[str, object]:
    """Return who the request to confirm comes from, and for how many days its link works."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return {"name": name, "email": email, "days": CONFIRMATION_PERIOD.days}


@register.simple_tag
def counts_of(petition_page: PetitionPage | None) -> Mapping[str, object]:
    """Return what `public_counts` tells of a page's petition; nothing without one."""
    if petition_page is None or petition_page.petition_id is None:
        return {}
    return public_counts(counted(petition_page.petition_id))
