"""What follows from what a signatory says about showing their name, and what recipients are told."""

from collections.abc import Iterable, Mapping

from editorial.actions.invalidate_pages import invalidate_pages_at_once

from .models import ShownName, Signature, SignatureChange


def wish_shown_name(signature: Signature, fields: Mapping[str, str]) -> None:
    """Keep the name for an editor to look at, if its owner said yes; else see that there is none.

    A name that was looked at before stays as it is; a new one waits again. Belongs in the transaction that
    signs or corrects.
    """
    if fields.get("show_name") != "yes":
        hide_name(signature.pk)
        return
    before = ShownName.objects.filter(signature=signature).first()
    if before is not None and before.name == fields["name"]:
        return
    hide_name(signature.pk)
    ShownName.objects.create(petition_id=signature.petition_id, signature=signature, name=fields["name"])


def hide_name(signature_id: int) -> bool:
    """Erase the name that a signatory wanted shown, and tell whether there was one.

    Every page is without it from the next request on. The signature stays as it is.
    """
    count, _by_model = ShownName.objects.filter(signature=signature_id).delete()
    if count:
        invalidate_pages_at_once()
    return bool(count)


def note_changes(signatures: Iterable[Signature], kind: SignatureChange.Kind) -> None:
    """Have recipients told what was done, in their next file of changes. Belongs into its transaction."""
    SignatureChange.objects.bulk_create(
        SignatureChange(petition_id=signature.petition_id, signature=signature, kind=kind)
        for signature in signatures
    )
