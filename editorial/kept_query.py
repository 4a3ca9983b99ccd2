"""Whoever is sent on to another address of the site keeps what they asked for, as a list's filter."""

from django.http import HttpRequest


def with_query_of(request: HttpRequest, address: str) -> str:
    """Return the address with the request's query, unless it has one of its own.

    The page cache has taken out of the query what no page reads, such as a tracker's parameter.
    """
    query = request.GET.urlencode()
    if not query or "?" in address:
        return address
    path, hash_sign, anchor = address.partition("#")
    return f"{path}?{query}{hash_sign}{anchor}"
