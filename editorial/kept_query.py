"""Whoever is sent on to another address of the site keeps what they asked for, as a list's filter."""

from django.http import HttpRequest

from .address_parameters import AddressParameter, asked_for, query_of


def with_query_of(request: HttpRequest, address: str) -> str:
    """Return the address with the request's query, unless it has one of its own.

    What no page reads, such as a tracker's parameter, stays behind.
    """
    asked_for(request).update(AddressParameter.known)
    query = query_of(request, AddressParameter.known)
    if not query or "?" in address:
        return address
    path, hash_sign, anchor = address.partition("#")
    return f"{path}?{query}{hash_sign}{anchor}"
