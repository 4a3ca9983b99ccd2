"""Petitions that know an address keep the rules by which they compare it."""

from collections.abc import Callable
from importlib import import_module

from django.apps import apps

from ..mailing.models import MailAllowance
from ..petition.models import Petition
from ..signatory.models import LinkRequest
from ..signature.models import Submission

migration = import_module("petition_blocks.migrations.0003_second_address_rules")


def test_only_registers_without_any_address_get_the_new_rules(
    petition: Petition, hand_in: Callable[..., Submission]
) -> None:
    unused, mailed, asked = (Petition.objects.create_register(slug, slug) for slug in ("a", "b", "c"))
    hand_in("ada@example.org")
    MailAllowance.objects.create(petition=mailed, digest=b"1")
    now = petition.created_at
    LinkRequest.objects.create(
        petition=asked, digest=b"1", language="en", ciphertext=b"", expires_at=now, mail_due_at=now
    )
    Petition.objects.update(address_rules=1)
    migration.renew_unused(apps, None)
    assert list(Petition.objects.filter(address_rules=1).order_by("slug")) == [mailed, asked, petition]
    assert list(Petition.objects.filter(address_rules=2)) == [unused]
