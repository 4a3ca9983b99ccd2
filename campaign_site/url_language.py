"""The language of an address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import is_valid_path, reverse
from django.utils import translation


class UrlLanguageMiddleware(LocaleMiddleware):
    """Django's choice of a language, where there is one to choose.

    Addresses that are the same in every language, such as numbers and the sitemap, neither depend on what the
    browser prefers nor say so: a cache would keep a copy for each preference. The admin and addresses that
    lead nowhere (the root among them, which sends visitors on to their language) do depend on it.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the address, or what the browser prefers, or the site's first one."""
        if has_no_language(request):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language, and say that it was chosen if it was."""
        if has_no_language(request):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


def has_no_language(request: HttpRequest) -> bool:
    """Tell whether the address answers the same in every language."""
    return (
        translation.get_language_from_path(request.path_info) is None
        and not request.path.startswith(reverse("wagtailadmin_home"))
        and bool(is_valid_path(request.path_info, getattr(request, "urlconf", None)))
    )
