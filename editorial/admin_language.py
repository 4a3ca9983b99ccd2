"""The language in which somebody uses the admin, for what reaches them outside it."""

from django.conf import settings
from django.contrib.auth.models import User
from wagtail.users.models import UserProfile


def admin_language_of(user: User) -> str:
    """Return the language that the user has chosen for the admin, else the site's first."""
    profile = UserProfile.objects.filter(user=user).first()
    return profile.get_preferred_language() if profile is not None else settings.LANGUAGE_CODE
