"""The petition in the admin's templates."""

from django import template
from django.contrib.auth.models import AbstractBaseUser

from ..dashboard.summary import summary_context
from ..petition.models import Petition

register = template.Library()


@register.simple_tag
def petition_summary(petition: Petition, user: AbstractBaseUser) -> dict[str, object]:
    """Return what stands at the top of a petition that comes from `registers()`, as the user may see it."""
    return summary_context(petition, user)
