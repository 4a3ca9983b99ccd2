"""What the whole site shares: settings, addresses, the page cache."""

from django.apps import AppConfig


class CampaignSiteConfig(AppConfig):
    name = "campaign_site"

    def ready(self) -> None:
        """Connect what counts failures to sign in, and the checks of an operator's settings."""
        from . import checks, sign_in_protection  # noqa: F401
