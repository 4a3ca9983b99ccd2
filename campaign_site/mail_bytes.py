"""Every mail of the hub as bytes that all receivers read alike, whoever in Django or Wagtail wrote it.

A workaround for Django 5.2, which leaves the writing to the older half of Python's mail library:

- a field longer than a line begins on the next one (`List-Unsubscribe:` and then nothing), and one with an
  address of the web becomes an “encoded word” as soon as a single letter of it is not ASCII. The newer half,
  which Django 6.0 uses, does that to each address longer than a line. No mailbox decodes one there
  (RFC 2047, section 5), so the button for “no more mail” is gone
  (https://github.com/python/cpython/issues/85725);
- encoded words get 76 characters, where 75 are allowed (RFC 2047, section 2);
- text that is not ASCII goes with eight bits, whether the server takes them or not (RFC 6152, section 3);
- domains are written by IDNA 2003, where `straße` is `strasse`, which may be somebody else's: they could
  confirm a signature, or set an editor's new password (https://github.com/django/django/pull/16276);
- `Message-ID` and the greeting to the mail server name the machine, instead of whom the mail is from.

`install` puts the functions of this module in the place of Django's. `tests/test_mail_bytes.py` fails as soon
as Django writes such mails itself.
"""

import base64
import re
from collections.abc import Callable, Iterator
from email import policy
from email.charset import Charset
from email.generator import BytesGenerator, Generator
from email.message import Message
from email.mime.text import MIMEText
from email.utils import formataddr, getaddresses, parseaddr
from io import BytesIO, StringIO
from typing import Any

from django.conf import settings
from django.core.mail import message as django_message
from django.core.mail import utils as django_utils
from django.utils.encoding import iri_to_uri

from editorial.mail_domain import canonical_domain

# RFC 5322, section 2.1.1: a line should have this many characters, and must not have more than that many.
GOOD_LINE, LONGEST_LINE = 78, 998
# RFC 2047, section 2: of one encoded word, and of a line that holds one.
LONGEST_WORD, LONGEST_ENCODED_LINE = 75, 76
# What stands for itself in an encoded word, wherever that word stands (RFC 2047, section 5 (3)).
PLAIN_IN_WORDS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/")
ADDRESS_OF_WEB = re.compile(r"<([^<>]*)>")
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
# Fields are folded where they are written; the library is to leave them as they are.
AS_WRITTEN = policy.compat32.clone(max_line_length=0)


# What `install` has replaced, by name.
djangos_own: dict[str, Callable[..., Any]] = {}


def ascii_domain(domain: str) -> str:
    """Return a mail domain as mail servers know it: by IDNA 2008, without turning ß into ss.

    Raises `UnicodeError`, as Django's own function of this place does, for what can be none.
    """
    canonical = canonical_domain(domain)
    if not canonical.isascii():
        raise UnicodeError("no mail domain")
    return canonical


def sender_domain(machine: object = None) -> str:
    """Return the domain that our mails come from: what `Message-ID` and the greeting name us by."""
    return ascii_domain(parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]) or "localhost"


def header_field(name: str, value: object, encoding: str | None = None) -> tuple[str, str]:
    """Return a field's name and its value, encoded and folded as RFC 5322 and 2047 want it.

    Raises `BadHeaderError` for a value with a line break, as Django's own function of this place does.
    """
    text = str(value)
    if "\n" in text or "\r" in text:
        raise django_message.BadHeaderError(f"Header values can't contain newlines (in header {name!r})")
    lower = name.lower()
    if lower in django_message.ADDRESS_HEADERS:
        words = list(_mailboxes(text))
    elif lower.startswith("list-") and text.lstrip().startswith("<"):
        # Addresses of the web (RFC 2369). They are never encoded, and never begin on a second line.
        return name, ADDRESS_OF_WEB.sub(lambda found: f"<{iri_to_uri(found[1])}>", text)
    elif _goes_plain(text):
        words = [(word, False) for word in text.split(" ")]
    else:
        words = [(text, True)]
    return name, _folded(words, len(name) + 2)


def _goes_plain(text: str) -> bool:
    """Tell whether the text stands for itself in a field."""
    has_room = all(len(word) < LONGEST_LINE - GOOD_LINE for word in text.split(" "))
    return text.isascii() and "=?" not in text and not CONTROLS.search(text) and has_room


def _mailboxes(text: str) -> Iterator[tuple[str, bool]]:
    """Return the words of a list of mailboxes, and which of them are to be encoded."""
    found = getaddresses([text])
    for number, (name, email) in enumerate(found):
        if "@" not in email:
            raise ValueError(f"Invalid address in {text!r}")
        local, _at, domain = email.rpartition("@")
        email = f"{local}@{ascii_domain(domain)}"
        comma = "," if number < len(found) - 1 else ""
        if not name or _goes_plain(name):
            yield f"{formataddr((name, email))}{comma}", False
        else:
            yield CONTROLS.sub(" ", name), True
            yield f"<{email}>{comma}", False


def _folded(words: list[tuple[str, bool]], used: int) -> str:
    """Return the words with a space between them, or a fold where a line would get too long.

    Words that are to be encoded may become several. The first line has `used` characters already.
    """
    lines = [""]
    has_encoded = False
    for text, is_encoded in words:
        pieces = _encoded_words(text, LONGEST_ENCODED_LINE - used) if is_encoded else iter([text])
        for piece in pieces:
            has_encoded |= is_encoded
            longest = LONGEST_ENCODED_LINE if has_encoded else GOOD_LINE
            line = f"{lines[-1]} {piece}" if lines[-1] or len(lines) > 1 else piece
            start = used if len(lines) == 1 else 0
            if lines[-1].strip() and start + len(line) > longest and piece:
                lines.append(f" {piece}")
                has_encoded = is_encoded
            else:
                lines[-1] = line
    return "\n".join(lines)


def _encoded_words(text: str, room: int) -> Iterator[str]:
    """Return the text as encoded words; the first has `room` characters, each holds whole letters only."""
    content = text.encode(errors="replace")
    quoted = sum(1 if byte in PLAIN_IN_WORDS or byte == 0x20 else 3 for byte in content)
    kind, size = ("q", _quoted_size) if quoted <= len(content) * 4 / 3 else ("b", _base64_size)
    around = len(f"=?utf-8?{kind}??=")
    room = max(min(room, LONGEST_WORD) - around, size(b"\xf0\x9f\x98\x80"))
    part = b""
    for letter in text:
        more = letter.encode(errors="replace")
        if part and size(part + more) > room:
            yield f"=?utf-8?{kind}?{_encoded(kind, part)}?="
            part, room = b"", LONGEST_WORD - around
        part += more
    yield f"=?utf-8?{kind}?{_encoded(kind, part)}?="


def _base64_size(content: bytes) -> int:
    return -(-len(content) // 3) * 4


def _quoted_size(content: bytes) -> int:
    return sum(1 if byte in PLAIN_IN_WORDS or byte == 0x20 else 3 for byte in content)


def _encoded(kind: str, content: bytes) -> str:
    if kind == "b":
        return base64.b64encode(content).decode("ascii")
    return "".join(
        chr(byte) if byte in PLAIN_IN_WORDS else "_" if byte == 0x20 else f"={byte:02X}" for byte in content
    )


def set_text(part: MIMEText, payload: str, charset: Charset | str | None = None) -> None:
    """Give a part its text: as it is where that is plain and its lines are short enough, else quoted.

    “Quoted” is quoted-printable: each server takes it, and it changes no letter of a link.
    """
    if charset == "utf-8" and not isinstance(charset, Charset):
        goes_plain = payload.isascii() and all(
            len(line) < LONGEST_LINE for line in re.split(r"\r\n|\r|\n", payload)
        )
        charset = django_message.utf8_charset if goes_plain else django_message.utf8_charset_qp
    MIMEText.set_payload(part, payload, charset=charset)


def written_bytes(part: Message, unixfrom: bool = False, linesep: str = "\n") -> bytes:
    """Return a mail as bytes, its fields as `header_field` has written them."""
    file = BytesIO()
    BytesGenerator(file, mangle_from_=False, policy=AS_WRITTEN).flatten(part, unixfrom, linesep)
    return file.getvalue()


def written_text(part: Message, unixfrom: bool = False, linesep: str = "\n") -> str:
    """Return a mail as text, its fields as `header_field` has written them."""
    file = StringIO()
    Generator(file, mangle_from_=False, policy=AS_WRITTEN).flatten(part, unixfrom, linesep)
    return file.getvalue()


def install() -> None:
    """Have all mails of this process written by the functions of this module."""
    replaced: list[tuple[object, str, Callable[..., object]]] = [
        (django_message, "forbid_multi_line_headers", header_field),
        (django_message, "punycode", ascii_domain),
        (django_message.SafeMIMEText, "set_payload", set_text),
        (django_message.MIMEMixin, "as_bytes", written_bytes),
        (django_message.MIMEMixin, "as_string", written_text),
        (django_utils.CachedDnsName, "get_fqdn", sender_domain),
    ]
    for place, name, function in replaced:
        djangos_own.setdefault(name, getattr(place, name))
        setattr(place, name, function)
