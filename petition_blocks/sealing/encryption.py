"""Making personal data unreadable: age files, and digests of addresses."""

import hashlib
import hmac
import json
import secrets
from functools import lru_cache

import pyrage
from django.conf import settings


def is_recipient(text: str) -> bool:
    """Tell whether the text is an age public key."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


@lru_cache(maxsize=64)
def _recipient(public_key: str) -> pyrage.x25519.Recipient:
    return pyrage.x25519.Recipient.from_str(public_key)


@lru_cache(maxsize=4)
def _identity(private_key: str) -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.from_str(private_key)


@lru_cache(maxsize=4)
def _public_half(private_key: str) -> str:
    return str(_identity(private_key).to_public())


def seal(fields: dict[str, str], public_key: str) -> bytes:
    """Return the fields as an age file of JSON that only the holder of the private half can open."""
    plain = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return bytes(pyrage.encrypt(plain.encode(), [_recipient(public_key)]))


def seal_as_text(fields: dict[str, str], public_key: str) -> str:
    """Return the same as text that can be copied: an armored age file."""
    return bytes(pyrage.encrypt(json.dumps(fields).encode(), [_recipient(public_key)], armored=True)).decode()


def unseal(ciphertext: bytes | memoryview, private_key: str) -> dict[str, str]:
    """Return the fields of an age file. Raises `pyrage.DecryptError` if the key doesn't fit."""
    fields: dict[str, str] = json.loads(pyrage.decrypt(bytes(ciphertext), [_identity(private_key)]))
    return fields


def seal_for_server(fields: dict[str, str]) -> bytes:
    """Return the fields sealed with the server's own key, for the days until they are confirmed."""
    return seal(fields, _public_half(settings.SERVER_IDENTITY))


def unseal_for_server(ciphertext: bytes | memoryview) -> dict[str, str]:
    """Return what `seal_for_server` sealed."""
    return unseal(ciphertext, settings.SERVER_IDENTITY)


def new_sealed_digest_key() -> bytes:
    """Return a new random digest key, sealed with the server's key."""
    return seal_for_server({"key": secrets.token_hex(32)})


@lru_cache(maxsize=64)
def _digest_key(sealed_key: bytes) -> bytes:
    return bytes.fromhex(unseal_for_server(sealed_key)["key"])


def email_digest(canonical_email: str, sealed_key: bytes | memoryview) -> bytes:
    """Return the 32 bytes that stand for an address in one petition: HMAC-SHA-256 under its key."""
    return hmac.digest(_digest_key(bytes(sealed_key)), canonical_email.encode(), hashlib.sha256)


def secret_for_counts(sealed_key: bytes | memoryview) -> bytes:
    """Return the petition's secret for the places at which its published numbers move, apart from digests."""
    return hmac.digest(_digest_key(bytes(sealed_key)), b"published numbers", hashlib.sha256)


def server_mark(digest: bytes) -> str:
    """Return what only a hub with the same SERVER_IDENTITY can say of a digest: that it has made it."""
    own = hmac.digest(settings.SERVER_IDENTITY.encode(), b"marks", hashlib.sha256)
    return hmac.digest(own, digest, hashlib.sha256).hex()
