"""What is sealed is unreadable without the key."""

import pyrage
import pytest

from ..encryption import (
    email_digest,
    is_recipient,
    new_sealed_digest_key,
    seal,
    seal_for_server,
    unseal,
    unseal_for_server,
)


def test_only_the_private_half_opens_a_sealed_record() -> None:
    identity, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    sealed = seal({"name": "Ada Lovelace"}, str(identity.to_public()))
    assert b"Ada" not in sealed
    assert unseal(sealed, str(identity)) == {"name": "Ada Lovelace"}
    with pytest.raises(pyrage.DecryptError):
        unseal(sealed, str(other))


def test_the_server_reads_what_it_sealed_for_itself() -> None:
    sealed = seal_for_server({"email": "ada@example.org"})
    assert b"ada@" not in sealed
    assert unseal_for_server(sealed) == {"email": "ada@example.org"}


def test_an_address_has_one_digest_a_petition_and_another_one_in_another_petition() -> None:
    key, other_key = new_sealed_digest_key(), new_sealed_digest_key()
    digest = email_digest("ada@example.org", key)
    assert len(digest) == 32
    assert digest == email_digest("ada@example.org", key)
    assert digest != email_digest("ada@example.org", other_key)
    assert digest != email_digest("bob@example.org", key)


def test_a_mistyped_public_key_is_told_apart() -> None:
    good = str(pyrage.x25519.Identity.generate().to_public())
    assert is_recipient(good)
    assert not is_recipient(good[:-1])
    assert not is_recipient("age1" + good)
