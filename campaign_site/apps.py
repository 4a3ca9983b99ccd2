"""What the whole site shares: settings, addresses, the page cache."""

from django.apps import AppConfig


class CampaignSiteConfig(AppConfig):
    name = "campaign_site"
