"""Reading a mail as a receiver does: from its bytes, by the standards alone, without Python's own reader.

What a standard forbids raises `IllegalMail`: a mail program may show, drop or refuse such a mail.
"""

import base64
import binascii
import re
from dataclasses import dataclass

# RFC 5322, 3.6.8: a field's name is printable and has no colon.
FIELD_NAME = re.compile(rb"[!-9;-~]+")
# RFC 2047, 2 and 5: alone, or next to white space.
ENCODED_WORD = re.compile(r"=\?([A-Za-z0-9-]+)\?([BbQq])\?([!->@-~]*)\?=")
QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")
# In these, only the words before an address may be encoded.
ADDRESS_FIELDS = {"from", "to", "cc", "reply-to", "sender"}
# Unstructured: the whole value is text for people.
TEXT_FIELDS = {"subject", "comments"}
# RFC 5322, 3.3.
DATE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
    r" \d\d:\d\d:\d\d [+-]\d{4}"
)
PHRASE_AND_ADDRESS = re.compile(r'(?:("(?:[^"\\]|\\.)*"|[^",<>]*?)\s*<([^<>\s]+)>|([^\s<>,"]+@[^\s<>,"]+))')


class IllegalMail(AssertionError):
    """What no sender may send."""


@dataclass(frozen=True)
class Part:
    """A body: what kind of text, how it was written, and what it says."""

    kind: str
    encoding: str
    text: str


@dataclass(frozen=True)
class ReadMail:
    """A mail as its receiver has it."""

    # Names in small letters; values unfolded and not decoded.
    fields: dict[str, str]
    # The first line of each field, as it came.
    first_lines: dict[str, str]
    parts: list[Part]

    @property
    def subject(self) -> str:
        """What a person reads."""
        return decoded(self.fields["subject"])

    def mailbox(self, name: str) -> tuple[str, str]:
        """Return the one mailbox of a field: how it is called, and its address."""
        found = PHRASE_AND_ADDRESS.fullmatch(self.fields[name].strip())
        if found is None:
            raise IllegalMail(f"{name} is no mailbox: {self.fields[name]}")
        phrase, email, alone = found.groups()
        if phrase and phrase.startswith('"'):
            # In quotes, nothing is an encoded word.
            return re.sub(r"\\(.)", r"\1", phrase[1:-1]), email
        return decoded(phrase or ""), email or alone

    def text(self, kind: str) -> str:
        """Return what the part of that kind says."""
        (part,) = (part for part in self.parts if part.kind == kind)
        return part.text


def read_mail(raw: bytes) -> ReadMail:
    """Read a mail that came by SMTP. Raises `IllegalMail` for what RFC 5322, 2045, 2046 or 2047 forbid."""
    if re.search(rb"\r(?!\n)|(?<!\r)\n", raw):
        raise IllegalMail("a line feed or carriage return by itself")
    if b"\0" in raw:
        raise IllegalMail("a NUL")
    if (longest := max(map(len, raw.split(b"\r\n")))) > 998:
        raise IllegalMail(f"a line of {longest} characters")
    head, separator, body = raw.partition(b"\r\n\r\n")
    if not separator:
        raise IllegalMail("no empty line after the fields")
    fields, first_lines = _fields(head)
    for needed in ("from", "date", "message-id", "subject", "to", "mime-version", "content-type"):
        if needed not in fields:
            raise IllegalMail(f"{needed} is missing")
    if not DATE.fullmatch(fields["date"]):
        raise IllegalMail(f"no date: {fields['date']}")
    if not re.fullmatch(r"<[!-;=?-~]+@[A-Za-z0-9.-]+>", fields["message-id"]):
        raise IllegalMail(f"no message id: {fields['message-id']}")
    return ReadMail(fields, first_lines, _parts(fields, body))


def _fields(head: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Return the unfolded values of the fields, and the first line of each."""
    if any(byte > 126 or (byte < 32 and byte not in b"\r\n\t") for byte in head):
        raise IllegalMail("a field with more than ASCII")
    fields: dict[str, str] = {}
    first_lines: dict[str, str] = {}
    name = ""
    for line in head.split(b"\r\n"):
        text = line.decode("ascii")
        if ENCODED_WORD.search(text) and len(text) > 76:
            raise IllegalMail(f"a line of {len(text)} characters with an encoded word")
        if any(len(word[0]) > 75 for word in ENCODED_WORD.finditer(text)):
            raise IllegalMail("an encoded word of more than 75 characters")
        if text[0] in " \t":
            if not text.strip() or not name:
                raise IllegalMail("a fold with nothing on its line")
            # RFC 5322, 2.2.3: unfolding takes the line break away, and nothing else.
            fields[name] += text
            continue
        raw_name, colon, value = line.partition(b":")
        if not colon or not FIELD_NAME.fullmatch(raw_name):
            raise IllegalMail(f"no field: {text}")
        name = raw_name.decode("ascii").lower()
        if name in fields:
            raise IllegalMail(f"{name} twice")
        fields[name] = value.decode("ascii")
        first_lines[name] = text
    for name, unfolded in fields.items():
        fields[name] = unfolded.strip(" \t")
        if name not in TEXT_FIELDS | ADDRESS_FIELDS and "=?" in unfolded:
            raise IllegalMail(f"{name} holds an encoded word, which nobody decodes there: {unfolded}")
    return fields, first_lines


def decoded(text: str) -> str:
    """Return a text with its encoded words decoded (RFC 2047, 6.2), each by itself."""
    said, end, after_word = "", 0, False
    for found in ENCODED_WORD.finditer(text):
        between = text[end : found.start()]
        # White space between two encoded words is not part of what they say.
        said += "" if after_word and not between.strip() else between
        charset, kind, content = found.groups()
        said += _word(kind, content).decode(charset)
        end, after_word = found.end(), True
    return said + text[end:]


def _word(kind: str, content: str) -> bytes:
    if kind in "Bb":
        return base64.b64decode(content, validate=True)
    raw = content.replace("_", " ").encode("ascii")
    return QUOTED.sub(lambda found: binascii.unhexlify(found[1]), raw)


def _parameters(value: str) -> tuple[str, dict[str, str]]:
    kind, *given = value.split(";")
    parameters = dict(part.strip().split("=", 1) for part in given if part.strip())
    return kind.strip().lower(), {name.lower(): text.strip('"') for name, text in parameters.items()}


def _parts(fields: dict[str, str], body: bytes) -> list[Part]:
    kind, parameters = _parameters(fields["content-type"])
    if not kind.startswith("multipart/"):
        return [_part(fields, body)]
    boundary = parameters["boundary"]
    # RFC 2046, 5.1.1: at most 70 characters, which occur nowhere else at the beginning of a line.
    if not re.fullmatch(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]", boundary):
        raise IllegalMail(f"no boundary: {boundary}")
    line = b"\r\n--" + boundary.encode("ascii")
    preamble, *parts, epilogue = (b"\r\n" + body).split(line)
    if preamble.strip() or not epilogue.startswith(b"--") or epilogue[2:].strip():
        raise IllegalMail("something before the first part or after the last one")
    found: list[Part] = []
    for part in parts:
        head, _empty, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        found.append(_part(_fields(head)[0], content))
    return found


def _part(fields: dict[str, str], content: bytes) -> Part:
    kind, parameters = _parameters(fields["content-type"])
    encoding = fields.get("content-transfer-encoding", "7bit").lower()
    if encoding == "quoted-printable":
        if any(len(line) > 76 for line in content.split(b"\r\n")):
            raise IllegalMail("a quoted line of more than 76 characters")
        if re.search(rb"[^\t\r\n -~]|[ \t](?=\r\n)|=(?![0-9A-F]{2}|\r\n)", content):
            raise IllegalMail("what quoted-printable does not allow")
        content = content.replace(b"=\r\n", b"")
        content = QUOTED.sub(lambda match: binascii.unhexlify(match[1]), content)
    elif encoding == "base64":
        content = base64.b64decode(content.replace(b"\r\n", b""), validate=True)
    elif encoding == "7bit":
        if any(byte > 127 for byte in content):
            raise IllegalMail("eight bits in a part of seven")
    else:
        # 8bit only goes to servers that have said so, and nobody asks them (RFC 6152, section 3).
        raise IllegalMail(f"a part sent as {encoding}")
    return Part(kind, encoding, content.decode(parameters.get("charset", "us-ascii")).replace("\r\n", "\n"))
