"""The pages of the guide, and the frames in them."""

import re

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from wagtail.blocks import Block
from wagtail.models import Locale
from wagtail.utils.decorators import xframe_options_sameorigin_override

from editorial.brand.choices import accent_choices
from editorial.brand.site_brands import brand_of_request
from home.blocks import BodyStreamBlock

from . import tokens
from .block_values import changed, choices_of, choosing, stored_preview
from .parts import PARTS
from .states import STATES, VIEWS, State
from .stylesheet import held_still

# Frames have the policy of the public pages, not the admin's wider one, and hold still: nothing in them runs.
FRAME_POLICY: dict[str, list[str]] = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src": [NONE]}
FOLDER = "home/admin/style_guide"
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
# What can be seen, words aside.
SEEN = re.compile(r"<(?:img|video|svg|picture|hr|input|button)\b")


def palette() -> dict[str, Block]:
    """Return every block that an editor may put on a page, by name."""
    return dict(BodyStreamBlock().child_blocks)


def _guide(request: HttpRequest, section: str, context: dict[str, object]) -> HttpResponse:
    sections = [
        ("colours", gettext("Colours"), reverse("style_guide")),
        ("parts", gettext("Parts"), reverse("style_guide_parts")),
        ("blocks", gettext("Blocks"), reverse("style_guide_blocks")),
    ]
    frame = {"sections": sections, "section": section, "page_title": gettext("Style guide")}
    return render(request, f"{FOLDER}/{section}.html", frame | context)


@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """Show the colours and what they mean, how well they can be read, and the sizes."""
    stylesheet = tokens.site_stylesheet(brand_of_request(request))
    by_scheme = {scheme: tokens.tokens_of(stylesheet, scheme) for scheme in tokens.Scheme}
    light, dark = by_scheme[tokens.Scheme.LIGHT], by_scheme[tokens.Scheme.DARK]
    meanings = dict(accent_choices())

    def measurements(pairing: tokens.Pairing) -> list[tokens.Measurement]:
        return [tokens.measured(pairing, stylesheet, scheme) for scheme in tokens.Scheme]

    return _guide(
        request,
        "colours",
        {
            "accents": [
                {"name": name, "meaning": meanings.get(name, name), "measurements": measurements(pairing)}
                for name, pairing in tokens.accents_of(stylesheet).items()
            ],
            "pairings": [
                {"label": pairing.label, "measurements": measurements(pairing)}
                for pairing in tokens.pairings_of(stylesheet)
            ],
            "colours": [
                {"name": name, "light": tokens.colour_of(name, light), "dark": tokens.colour_of(name, dark)}
                for name in light
                if tokens.colour_of(name, light)
            ],
            "sizes": [
                {"name": name, "value": value}
                for name, value in light.items()
                if not tokens.colour_of(name, light) and ("rem" in value or "px" in value)
            ],
        },
    )


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Show all parts in the state that `state` asks for."""
    state = VIEWS.get(request.GET.get("state", ""), STATES["usual"])
    groups: dict[str, list[dict[str, object]]] = {}
    for part in PARTS.values():
        url = reverse("style_guide_part", args=[part.name, state.name])
        groups.setdefault(str(part.group), []).append(
            {"name": part.name, "label": part.label, "url": url, "width": state.width}
        )
    return _guide(request, "parts", {"groups": groups, "states": VIEWS.values(), "state": state})


@require_safe
def blocks(request: HttpRequest) -> HttpResponse:
    """Show every block of the palette in the state that `state` asks for."""
    state = STATES.get(request.GET.get("state", ""), STATES["usual"])
    groups: dict[str, list[dict[str, object]]] = {}
    for name, block in palette().items():
        shown = {"name": name, "block": block}
        groups.setdefault(str(block.meta.group), []).append(shown | _frame_of(name, state))
    return _guide(request, "blocks", {"groups": groups, "states": STATES.values(), "state": state})


@require_safe
def one_block(request: HttpRequest, name: str) -> HttpResponse:
    """Show one block in all its states."""
    if name not in palette():
        raise Http404
    block = palette()[name]
    frames = [
        {"name": state.name, "label": state.label} | _frame_of(name, state) for state in STATES.values()
    ]
    # By their address: the same choice may lie at several places of a block.
    choices = {
        f"{reverse('style_guide_block', args=[name, 'usual'])}?{urlencode({field.name: value})}": (
            field.label,
            words,
        )
        for field, value, words in choices_of(block)
    }
    return _guide(request, "one_block", {"block_shown": block, "frames": frames, "choices": choices.items()})


def _frame_of(name: str, state: State) -> dict[str, object]:
    return {"url": reverse("style_guide_block", args=[name, state.name]), "width": state.width}


@require_safe
@xframe_options_sameorigin_override
@csp_replace(FRAME_POLICY)  # type: ignore[arg-type]  # it knows no views with arguments
def block_frame(request: HttpRequest, name: str, state: str) -> HttpResponse:
    """Show a block alone, in one of its states, as its preview shows it.

    `?field=value` makes a choice that the block offers.
    """
    block, look = palette().get(name), STATES.get(state)
    if block is None or look is None:
        raise Http404
    with translation.override(look.language or settings.LANGUAGE_CODE):
        stored = stored_preview(block, Locale.get_active())
        changes = [look.change] if look.change else []
        changes += [choosing(field, str(value)) for field, value in request.GET.items()]
        for change in changes:
            stored = changed(block, stored, change)
        value = block.to_python(stored)
        context = {
            "request": request,
            "block_def": block,
            "block_class": type(block),
            "bound_block": block.bind(value),
            "page_title": f"{block.label}: {look.label}",
        }
        template = block.get_preview_template(value, context)
        html = render_to_string(template, block.get_preview_context(value, context), request)
        if shows_nothing(html):
            html = render_to_string(f"{FOLDER}/nothing_frame.html", {"title": context["page_title"]}, request)
    return HttpResponse(_held_still(html, look))


@require_safe
@xframe_options_sameorigin_override
@csp_replace(FRAME_POLICY)  # type: ignore[arg-type]  # it knows no views with arguments
def part_frame(request: HttpRequest, name: str, state: str) -> HttpResponse:
    """Show a part alone, in one of its states."""
    part, look = PARTS.get(name), VIEWS.get(state)
    if part is None or look is None:
        raise Http404
    with translation.override(look.language or settings.LANGUAGE_CODE):
        filled = part.fill(request)
        template = f"{FOLDER}/bare_frame.html" if filled is None else part.template
        html = render_to_string(template, {"title": f"{part.label}: {look.label}", **(filled or {})}, request)
    return HttpResponse(_held_still(html, look))


def shows_nothing(html: str) -> bool:
    """Tell whether a reader of the page would see nothing in its main part."""
    main = MAIN.search(html)
    return main is not None and not SEEN.search(main[0]) and not strip_tags(main[0]).strip()


def _held_still(html: str, look: State) -> str:
    return html.replace(static(tokens.STYLESHEET), reverse("style_guide_stylesheet", args=[look.scheme]))


@require_safe
def stylesheet(request: HttpRequest, scheme: str) -> HttpResponse:
    """Return the public style sheet as the frames use it."""
    if scheme not in list(tokens.Scheme):
        raise Http404
    held = held_still(tokens.site_stylesheet(brand_of_request(request)), tokens.Scheme(scheme))
    return HttpResponse(held, content_type="text/css; charset=utf-8")
