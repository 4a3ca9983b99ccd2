"""The models of the editorial app."""

from .cleaned_files import CleanedFile
from .images import CampaignImage, CampaignRendition
from .pages import BasePage
from .settings import SiteSettings
from .site_generation import SiteGeneration

__all__ = ["BasePage", "CampaignImage", "CampaignRendition", "CleanedFile", "SiteGeneration", "SiteSettings"]
