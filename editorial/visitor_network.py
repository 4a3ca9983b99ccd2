"""Telling whether much comes from one network, without keeping anybody's address.

An address is cut to its network, and the network is only ever used as a tag: an HMAC under a random salt that
lives in the cache alone and for a day. Yesterday's tags mean nothing any more, to us either.

Salts and counters have a cache of their own: in that of the pages, whoever asks for enough addresses would
push them out and start every limit afresh.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Mapping

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.connection import ConnectionProxy

from .days import current_day

TAG_LENGTH = 8
# What an organisation, or a street of households, is usually given: 256 addresses, or 256 households.
PREFIX_LENGTHS = {4: 24, 6: 48}
DAY = 24 * 60 * 60
# Some proxies note the port as well: "8.8.4.4:50123", "[2a00:1450::1]:50123".
NOTED_PORT = re.compile(r"(?:\[([^\]]*)\]|([^:]*))(?::\d{1,5})?")

# The cache whose entries no request for a page can push out.
counting_cache = ConnectionProxy(caches, "counters")


def network_of(request: HttpRequest) -> str | None:
    """Return the network that the request comes from, or None where the address says nothing about one.

    The address is the connection's own; behind `TRUSTED_PROXIES` proxies it is the one that the outermost of
    these has noted. What stands before it in the header, anybody may have written. An address that isn't
    public is that of a proxy we weren't told about, which stands for everybody.
    """
    try:
        ip = ipaddress.ip_address(visitor_ip(request.META))
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if not ip.is_global:
        return None
    return str(ipaddress.ip_network((ip, PREFIX_LENGTHS[ip.version]), strict=False))


def visitor_ip(environ: Mapping[str, object]) -> str:
    """Return the address that a request comes from, as `network_of` explains. Never to be kept."""
    own = str(environ.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    noted = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    ip = noted[-proxies].strip() if 0 < proxies <= len(noted) else ""
    if with_port := NOTED_PORT.fullmatch(ip):
        ip = with_port[1] or with_port[2]
    return ip or own


def daily_tag(*parts: str) -> bytes | None:
    """Return eight bytes that stand for the texts until midnight; None while the cache doesn't answer."""
    key = f"daily-salt-{current_day().isoformat()}"
    salt = counting_cache.get(key)
    if salt is None:
        # Of several processes at midnight, one adds it and all read that one.
        counting_cache.add(key, secrets.token_bytes(32), DAY)
        salt = counting_cache.get(key)
    if salt is None:
        return None
    return hmac.digest(salt, "\0".join(parts).encode(), hashlib.sha256)[:TAG_LENGTH]


def count_up(key: str, seconds: int) -> int | None:
    """Count one more under the key and return how many there are, this one included.

    The count starts over that many seconds after the first. None while the cache doesn't answer.
    """
    counting_cache.add(key, 0, seconds)
    try:
        return int(counting_cache.incr(key))
    except ValueError:
        return None
