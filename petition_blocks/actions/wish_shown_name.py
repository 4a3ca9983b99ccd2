"""Follow what a signatory has said about showing their name."""

from collections.abc import Mapping

from ..models import ShownName, Signature
from .hide_name import hide_name


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
