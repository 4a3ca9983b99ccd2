"""Whoever is sent on to another address of the site keeps what they asked for, as a list's filter."""

from django.http import HttpRequest

from .url_parameters import UrlParameter, asked_for, query_of


def with_query_of(request: HttpRequest, url: str) -> str:
    """Return the address with the request's query, unless it has one of its own.

    What no page reads, such as a tracker's parameter, stays behind.
    """
    asked_for(request).update(UrlParameter.known)
    query = query_of(request, UrlParameter.known)
    if not query or "?" in url:
        return url
    path, hash_sign, anchor = url.partition("#")
    return f"{path}?{query}{hash_sign}{anchor}"
