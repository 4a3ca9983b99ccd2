"""Which addresses are the admin's: all below one that a process looks up once, as each request asks often."""

from functools import cache

from django.http import HttpRequest
from django.urls import reverse


@cache
def admin_address() -> str:
    """Return the address of the admin's front page, with which all of its addresses begin."""
    return reverse("wagtailadmin_home")


def is_in_admin(request: HttpRequest) -> bool:
    """Tell whether the address is the admin's."""
    return request.path.startswith(admin_address())
