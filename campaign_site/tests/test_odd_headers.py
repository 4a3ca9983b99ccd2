"""Whatever stands in a header, nobody gets an error of ours for it."""

from typing import Any

import pytest
from django.test import Client

from home.models import ContentPage

# A server hands over bytes as if they were Latin-1 (PEP 3333).
ODD_TEXTS = [
    *[
        "",
        " ",
        ",",
        ";",
        ";;q",
        "null",
        "*",
        'W/"',
        '"',
        "q=",
        "a/b;q=nan",
        "*/*;q=" + "9" * 400,
        "%00",
        "\x00",
    ],
    *["http://[", "http://[::1", "https://", "//", "http://a:b:c", "[", "bytes=-", "bytes=9-1"],
    *[
        "-1",
        "1e9",
        "\u0661".encode().decode("latin-1"),
        "9" * 400,
        "Sat, 99 Foo 20268 99:99:99 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
    ],
    *[
        "\xff\xfe",
        "\u202e\u0639".encode().decode("latin-1"),
        "x" * 10_000,
        "a,b," * 2_000,
        "; " * 500,
        "=" * 500,
        "sessionid=../../x",
    ],
]
HEADERS = [
    *["ACCEPT", "ACCEPT_ENCODING", "ACCEPT_LANGUAGE", "ACCEPT_CHARSET", "COOKIE", "HOST", "ORIGIN"],
    *["IF_NONE_MATCH", "IF_MODIFIED_SINCE", "IF_MATCH", "IF_UNMODIFIED_SINCE", "IF_RANGE", "RANGE"],
    *["SEC_FETCH_SITE", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST", "X_REQUESTED_WITH"],
    *["X_CSRFTOKEN", "X_HTTP_METHOD_OVERRIDE", "AUTHORIZATION", "CACHE_CONTROL", "FORWARDED", "REFERER"],
]
# Kept in the cache, so that asking a thousand times takes little.
ONE_BY_ONE = [("GET", "/en/about/")]
ALL_AT_ONCE = [
    ("GET", "/"),
    ("GET", "/en/search/?q=a"),
    ("GET", "/documents/1/a.pdf"),
    ("POST", "/admin/login/"),
    ("POST", "/en/sign/nothing/"),
]


@pytest.mark.slow
@pytest.mark.usefixtures("page_cache")
def test_no_header_breaks_a_page(about: ContentPage) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)

    def breaks(method: str, url: str, headers: dict[str, Any]) -> bool:
        client.cookies.clear()
        return client.generic(method, url, **headers).status_code >= 500

    broken = [
        (name, text[:40], method, url)
        for text in ODD_TEXTS
        for name in HEADERS
        for method, url in ONE_BY_ONE
        if breaks(method, url, {f"HTTP_{name}": text})
    ]
    # A wrong host is refused before anything else is looked at.
    everywhere = [name for name in HEADERS if name != "HOST"]
    broken += [
        ("all", text[:40], method, url)
        for text in ODD_TEXTS
        for method, url in ONE_BY_ONE + ALL_AT_ONCE
        if breaks(method, url, {f"HTTP_{name}": text for name in everywhere})
    ]
    assert broken == [], broken


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=\xff",
        "multipart/form-data; boundary=" + "a" * 300,
        "application/x-www-form-urlencoded; charset=nonsense",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=idna",
        "text/" * 100,
        "",
    ],
)
def test_no_description_of_a_body_breaks_a_form(about: ContentPage, content_type: str) -> None:
    client = Client(raise_request_exception=False)
    for url in ("/en/sign/nothing/", "/admin/login/", "/en/_util/login/"):
        answer = client.generic("POST", url, b"name=\xff\xfe&a", content_type)
        assert answer.status_code < 500, url
