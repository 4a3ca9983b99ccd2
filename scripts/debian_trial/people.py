"""Who comes by HTTPS: an administrator with an app that makes codes, and visitors who sign all the time."""

import base64
import hashlib
import hmac
import http.client
import re
import ssl
import struct
import threading
import time
from collections import Counter
from http.cookiejar import CookieJar
from typing import Self
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener

from bs4 import BeautifulSoup, Tag

HOST = "localhost"
PATIENCE = 60
# So many sign at the same time, each again and again as somebody else.
SIGNERS = 3


class Browser:
    """Keeps cookies, follows redirects and sends forms, as somebody in the admin does."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.opener = build_opener(HTTPSHandler(context=context), HTTPCookieProcessor(CookieJar()))
        self.address, self.page = f"https://{HOST}/", BeautifulSoup("", "html.parser")

    def open(self, path: str, fields: dict[str, str] | None = None) -> str:
        """Open an address, or send a form there; return the path at which that ended.

        Raises `HTTPError`.
        """
        headers = {"Referer": self.address} if fields is not None else {}
        content = urlencode(fields).encode() if fields is not None else None
        request = Request(urljoin(self.address, path), content, headers)  # noqa: S310
        with self.opener.open(request, timeout=PATIENCE) as answer:
            self.address = answer.url
            self.page = BeautifulSoup(answer.read(), "html.parser")
        return urlsplit(self.address).path

    def send(self, **fields: str) -> str:
        """Fill in the page's form that is posted and send it; return the path at which that ended."""
        form = next(one for one in self.page.find_all("form") if str(one.get("method")).lower() == "post")
        assert isinstance(form, Tag)
        hidden = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}
        return self.open(str(form.get("action") or self.address), hidden | fields)

    @property
    def words(self) -> str:
        """What the page says."""
        return self.page.get_text(" ")


def code_of_app(secret: str) -> str:
    """Return what an app shows now for a secret (RFC 6238)."""
    count = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), count, hashlib.sha1).digest()
    number = struct.unpack(">I", digest[digest[-1] & 15 :][:4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def secret_for_app(words: str) -> str:
    """Return the secret that a page shows for typing into an app."""
    found = re.search(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})", words)
    assert found is not None, words
    return found[1].replace(" ", "")


class Visitors:
    """People who read and sign, from many networks, one request after the other, until they are sent home."""

    def __init__(self, context: ssl.SSLContext, paths: list[str], sign_path: str) -> None:
        self.context, self.sign_path = context, sign_path
        # Status, or what went wrong → how often.
        self.answers: Counter[str] = Counter()
        self.acknowledged: set[str] = set()
        self._lock, self._go_home = threading.Lock(), threading.Event()
        self._threads = [threading.Thread(target=self._read, args=[path]) for path in paths]
        self._threads += [threading.Thread(target=self._sign, args=[number]) for number in range(SIGNERS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._go_home.set()
        for thread in self._threads:
            thread.join()

    def ask(self, machine: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask from a machine of the loopback network, on a new connection; return status and page.

        Raises `OSError` or `HTTPException` if there is no answer.
        """
        connection = http.client.HTTPSConnection(
            HOST, context=self.context, timeout=PATIENCE, source_address=(machine, 0)
        )
        if fields is None:
            connection.request("GET", path)
        else:
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer.status, page

    def _note(self, answer: object) -> None:
        with self._lock:
            self.answers[str(answer)] += 1

    def _read(self, path: str) -> None:
        while not self._go_home.is_set():
            try:
                self._note(self.ask("127.0.0.1", path)[0])
            except (OSError, http.client.HTTPException) as problem:
                self._note(repr(problem))

    def _sign(self, signer: int) -> None:
        number = 0
        while not self._go_home.is_set():
            number += 1
            # Many networks: of a crowded one mails wait.
            machine = f"127.{1 + signer}.{number % 250}.{1 + number // 250}"
            email = f"signer{signer}-{number}@example{number % 50}.org"
            try:
                status, page = self.sign(machine, email)
            except (OSError, http.client.HTTPException) as problem:
                self._note(f"signing: {problem!r}")
                continue
            self._note(f"signing: {status}" if status == 303 else f"signing: {status} {title_of(page)}")
            if status == 303:
                with self._lock:
                    self.acknowledged.add(email)

    def sign(self, machine: str, email: str) -> tuple[int, str]:
        """Open the form and hand it in; return how that was answered, or a page without a form."""
        status, page = self.ask(machine, self.sign_path)
        wording = re.search(r'name="wording"[^>]*value="([0-9a-f]{64})"', page)
        if wording is None:
            return status, page
        fields = {"name": "Ada Łukasiewicz", "email": email, "country": "PL", "updates": "no"}
        return self.ask(machine, self.sign_path, fields | {"wording": wording[1], "via": "home"})


def title_of(page: str) -> str:
    """Return what a page is called."""
    title = BeautifulSoup(page, "html.parser").title
    return title.get_text().strip() if title else page[:80]


def refused(browser: Browser, path: str) -> bool:
    """Tell whether an address of the admin doesn't open."""
    try:
        return browser.open(path) != path
    except HTTPError as problem:
        return problem.code in (403, 404)
