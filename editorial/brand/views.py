"""The files of a brand."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from .addresses import values_of_trial
from .drawing_field import is_png
from .fingerprint import fingerprint_of
from .models import Brand
from .palette import ACCENTS, Scheme
from .pictures import coloured, hero_in, icon, mark_of, png_bytes, sign_of_accent
from .sheet import sheet_of
from .shown import ShownBrand
from .site_brands import brand_of_request

A_YEAR = 31_536_000
ICON_SIDES = (32, 180, 192)
# Opened by itself, a drawing may do nothing: no script, no fetching, no form.
DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def brand_file(request: HttpRequest, name: str, file: str) -> HttpResponse:
    """Answer with one file of the brand that the name stands for.

    A name of an earlier look, which a kept page may still ask for, is answered with the present one, and not
    kept. Raises Http404 for a file that no brand has.
    """
    brand, is_lasting = _brand_of_name(request, name)
    maker = FILES.get(file)
    answer = maker(brand, name) if maker is not None else None
    if answer is None:
        raise Http404
    if is_lasting:
        patch_cache_control(answer, public=True, max_age=A_YEAR, immutable=True)
    else:
        patch_cache_control(answer, no_store=True)
    return answer


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer programs that ask for the icon at its old address: readers of news, for one."""
    answer = HttpResponse(icon(brand_of_request(request), 32, "ICO"), content_type="image/x-icon")
    patch_cache_control(answer, public=True, max_age=3600)
    return answer


def _brand_of_name(request: HttpRequest, name: str) -> tuple[ShownBrand, bool]:
    """Return the brand that a name stands for, and whether the name will always stand for it."""
    if (values := values_of_trial(name)) is not None:
        return Brand.of_trial(values).shown(), False
    brand = brand_of_request(request)
    return brand, fingerprint_of(brand) == name


def _drawing(picture: str, brand: ShownBrand) -> HttpResponse | None:
    if not picture:
        return None
    if is_png(picture):
        return HttpResponse(png_bytes(picture), content_type="image/png")
    answer = HttpResponse(coloured(picture, brand.colours.light), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = DRAWING_POLICY
    return answer


def _hero(scheme: Scheme) -> Callable[[ShownBrand, str], HttpResponse | None]:
    return lambda brand, _name: _drawing(hero_in(brand, scheme), brand)


def _sign(number: int) -> Callable[[ShownBrand, str], HttpResponse | None]:
    return lambda brand, _name: _drawing(sign_of_accent(brand, number), brand)


def _icon(side: int) -> Callable[[ShownBrand, str], HttpResponse | None]:
    return lambda brand, _name: HttpResponse(icon(brand, side), content_type="image/png")


FILES: dict[str, Callable[[ShownBrand, str], HttpResponse | None]] = {
    "look.css": lambda brand, name: HttpResponse(
        sheet_of(brand, name), content_type="text/css; charset=utf-8"
    ),
    "mark": lambda brand, _name: _drawing(mark_of(brand), brand),
    "wordmark": lambda brand, _name: _drawing(brand.wordmark, brand),
    **{f"hero-{scheme}": _hero(scheme) for scheme in Scheme},
    **{f"sign-{number}": _sign(number) for number in ACCENTS},
    **{f"icon-{side}.png": _icon(side) for side in ICON_SIDES},
}
