"""The models of the editorial app."""

from ..bin.models import BinnedPage, PublicBefore
from ..brand.models import Brand, BrandAccent
from ..interface_words.models import InterfaceWord
from ..sections.models import Section
from .cleaned_files import CleanedFile
from .images import CampaignImage, CampaignRendition
from .pages import BasePage
from .settings import SiteSettings
from .site_generation import SiteGeneration, UntoldChange

__all__ = [
    "BasePage",
    "BinnedPage",
    "Brand",
    "BrandAccent",
    "CampaignImage",
    "CampaignRendition",
    "CleanedFile",
    "InterfaceWord",
    "PublicBefore",
    "Section",
    "SiteGeneration",
    "SiteSettings",
    "UntoldChange",
]
