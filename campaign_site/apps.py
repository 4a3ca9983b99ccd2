"""What the whole site shares: settings, addresses, the page cache."""

from django.apps import AppConfig


class CampaignSiteConfig(AppConfig):
    name = "campaign_site"

    def ready(self) -> None:
        """Connect what counts failures to sign in, and have mails written as receivers read them."""
        from . import mail_bytes, sign_in_protection  # noqa: F401

        mail_bytes.install()
