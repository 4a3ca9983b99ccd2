"""Whether the proxies before the hub do what the hub counts on: asked of the site itself, through them."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.core import signing
from django.urls import reverse

from editorial.upkeep.looks import Finding, remark

SECTION = "the-proxy"
SECONDS = 10.0
# Only ever sent with an underscore in its name, and what is answered to it.
UNDERSCORE_PROBE = "HTTP_HUB_PROBE"
UNDERSCORES_ARRIVE = "headers with underscores arrive"
# Signed with our own key, for a minute: how many proxies there are is nobody else's business.
COUNT_PROBE = "HTTP_HUB_COUNT_PROXIES"
COUNT_PROBE_LASTS = 60
_signer = signing.TimestampSigner(salt="campaign_site.upkeep.proxy")


def told_to_probes(headers: Mapping[str, object]) -> str:
    """Return the lines with which `/healthz` answers whoever asks about the proxies; nothing to others."""
    lines = [UNDERSCORES_ARRIVE] if UNDERSCORE_PROBE in headers else []
    try:
        if COUNT_PROBE in headers:
            _signer.unsign(str(headers[COUNT_PROBE]), max_age=COUNT_PROBE_LASTS)
            noted = str(headers.get("HTTP_X_FORWARDED_FOR", ""))
            lines.append(f"addresses noted: {len([one for one in noted.split(',') if one.strip()])}")
            lines.append(f"came by: {headers.get('HTTP_X_FORWARDED_PROTO', '')}"[:40])
    except signing.BadSignature:
        pass
    return "".join(f"{line}\n" for line in lines)


def ask_through_proxies(url: str) -> str:
    """Return what `/healthz` of the site answers to our probes. Raises OSError or ValueError if nothing."""
    headers = {
        UNDERSCORE_PROBE.removeprefix("HTTP_").lower(): "1",
        COUNT_PROBE.removeprefix("HTTP_").replace("_", "-"): _signer.sign("how many"),
    }
    request = urllib.request.Request(url.rstrip("/") + reverse("healthz"), headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        return str(answer.read(10_000).decode(errors="replace"))


def look_at_proxy() -> Iterator[Finding]:
    """Say that the site can't be reached, that the number of proxies is wrong, or what they let pass."""
    url = settings.WAGTAILADMIN_BASE_URL
    try:
        told = ask_through_proxies(url)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        yield Finding(
            f"{url} does not answer from this machine: {type(reason).__name__}.",
            "Start the web processes and the proxy, and look whether the name leads to it, from here too.",
            SECTION,
        )
        return
    if UNDERSCORES_ARRIVE in told:
        yield Finding(
            "The proxy passes on headers with underscores in their names: anybody could write the address "
            "that limits go by.",
            "Let it drop them. nginx does by itself; Caddy wants `request_header -*_*`.",
            SECTION,
        )
    counted = re.search(r"^addresses noted: (\d+)$", told, re.MULTILINE)
    if counted is None:
        yield remark(
            f"{url} answers, but not with this hub's keys: how many proxies there are was not looked at.",
            "Run the doctor with the same SECRET_KEY as the web processes.",
            SECTION,
        )
        return
    noted, proxies = int(counted[1]), settings.TRUSTED_PROXIES
    if noted != proxies:
        loss = (
            "whoever floods the form can write any address"
            if proxies > noted
            else "everybody seems to come from one network, so limits hit all or none"
        )
        yield Finding(
            f"TRUSTED_PROXIES is {proxies}, but {noted} addresses are noted on the way from here to the hub: "
            f"{loss}.",
            f"Set TRUSTED_PROXIES to {noted}. If visitors come by a longer way than this machine, such as a "
            "CDN, run the doctor where it takes theirs.",
            SECTION,
        )
    if "came by: https" not in told and url.startswith("https:"):
        yield Finding(
            "The proxy doesn't say that visitors came by HTTPS, so they are sent in circles.",
            "Let it set `X-Forwarded-Proto` to `https`.",
            SECTION,
        )
