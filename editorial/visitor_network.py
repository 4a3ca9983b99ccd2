"""Telling whether much comes from one network, without keeping anybody's address.

An address is cut to its network, and the network is only ever used as a tag: an HMAC under a random salt that
lives in the cache alone and for a day. Yesterday's tags mean nothing any more, to us either.
"""

import hashlib
import hmac
import ipaddress
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from .days import current_day

TAG_LENGTH = 8
# What an organisation, or a street of households, is usually given: 256 addresses, or 256 households.
PREFIX_LENGTHS = {4: 24, 6: 48}
DAY = 24 * 60 * 60


def network_of(request: HttpRequest) -> str | None:
    """Return the network that the request comes from, or None where the address says nothing about one.

    The address is the connection's own; behind `TRUSTED_PROXIES` proxies it is the one that the outermost of
    these has noted. What stands before it in the header, anybody may have written. An address that isn't
    public is that of a proxy we weren't told about, which stands for everybody.
    """
    try:
        address = ipaddress.ip_address(_address_of(request))
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if not address.is_global:
        return None
    return str(ipaddress.ip_network((address, PREFIX_LENGTHS[address.version]), strict=False))


def _address_of(request: HttpRequest) -> str:
    own = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    noted = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return noted[-proxies] if proxies and len(noted) >= proxies and noted[0] else own


def daily_tag(*parts: str) -> bytes | None:
    """Return eight bytes that stand for the texts until midnight; None while the cache doesn't answer."""
    key = f"daily-salt-{current_day().isoformat()}"
    salt = cache.get(key)
    if salt is None:
        # Of several processes at midnight, one adds it and all read that one.
        cache.add(key, secrets.token_bytes(32), DAY)
        salt = cache.get(key)
    if salt is None:
        return None
    return hmac.digest(salt, "\0".join(parts).encode(), hashlib.sha256)[:TAG_LENGTH]


def count_up(key: str, seconds: int) -> int | None:
    """Count one more under the key and return how many there are, this one included.

    The count starts over that many seconds after the first. None while the cache doesn't answer.
    """
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        return None
