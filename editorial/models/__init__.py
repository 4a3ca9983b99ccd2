"""The models of the editorial app."""

from .images import CampaignImage, CampaignRendition
from .pages import BasePage
from .settings import SiteSettings
from .site_generation import SiteGeneration

__all__ = ["BasePage", "CampaignImage", "CampaignRendition", "SiteGeneration", "SiteSettings"]
