"""The language of an address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import is_valid_path, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from wagtail.models import Site

from campaign_site.admin_address import is_in_admin
from editorial.public_languages import preferred_language, public_languages


class UrlLanguageMiddleware(LocaleMiddleware):
    """Django's choice of a language, where there is one to choose.

    Addresses that are the same in every language, such as numbers and the sitemap, neither depend on what the
    browser prefers nor say so: a cache would keep a copy for each preference. The admin depends on it, and
    so do addresses that lead nowhere, from where visitors are sent on to the public language that they like
    best. (The front does so itself: `editorial.views`.)
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the address, or what the browser prefers, or the site's first one."""
        if (language := translation.get_language_from_path(request.path_info)) is not None:
            self._activate(request, language)
        elif has_no_language(request):
            self._activate(request, settings.LANGUAGE_CODE)
        elif is_in_admin(request):
            spoken = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
            self._activate(request, preferred_language(request, spoken))
        elif offered := public_languages(Site.find_for_request(request)):
            self._activate(request, preferred_language(request, offered))
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language, and say that it was chosen if it was."""
        if has_no_language(request):
            return response
        if response.status_code == 404 and is_in_admin(request):
            # Django would look for it below a language.
            patch_vary_headers(response, ["Accept-Language"])
            return response
        if response.status_code == 404 and is_front_of_closed_language(request):
            return HttpResponseRedirect(reverse("front"))
        answer: HttpResponseBase = super().process_response(request, response)
        return answer

    def _activate(self, request: HttpRequest, language: str) -> None:
        translation.activate(language)
        request.LANGUAGE_CODE = language


def is_front_of_closed_language(request: HttpRequest) -> bool:
    """Tell whether a home page was asked for that isn't public, or any page while none is."""
    language = translation.get_language_from_path(request.path_info)
    if language is None or request.method not in ("GET", "HEAD"):
        return False
    offered = public_languages(Site.find_for_request(request))
    return not offered or (language not in offered and request.path_info.strip("/") == language)


def has_no_language(request: HttpRequest) -> bool:
    """Tell whether the address answers the same in every language."""
    return (
        translation.get_language_from_path(request.path_info) is None
        and not is_in_admin(request)
        and bool(is_valid_path(request.path_info, getattr(request, "urlconf", None)))
    )
