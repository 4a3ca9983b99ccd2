"""The models of the editorial app."""

from ..brand.models import Brand, BrandAccent
from .cleaned_files import CleanedFile
from .images import CampaignImage, CampaignRendition
from .pages import BasePage
from .settings import SiteSettings
from .site_generation import SiteGeneration

__all__ = [
    "BasePage",
    "Brand",
    "BrandAccent",
    "CampaignImage",
    "CampaignRendition",
    "CleanedFile",
    "SiteGeneration",
    "SiteSettings",
]
