"""Take a shown name back."""

from editorial.actions.bump_generation import bump_generation

from ..models import ShownName


def hide_name(signature_id: int) -> bool:
    """Erase the name that a signatory wanted shown, and tell whether there was one.

    Every page is without it from the next request on. The signature stays as it is.
    """
    number, _by_model = ShownName.objects.filter(signature=signature_id).delete()
    if number:
        bump_generation()
    return bool(number)
