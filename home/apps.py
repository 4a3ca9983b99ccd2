"""The campaign's own pages."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Let the groups that come with the software come with the migrations."""
        from .roles import grant_roles

        # After the last app: by then every app's permissions are there.
        post_migrate.connect(grant_roles, sender=list(apps.get_app_configs())[-1])
