"""Tells Django where the models are: in modules of their own, from which they are imported."""

from .coalition_page import CoalitionPage
from .member import Member

__all__ = ["CoalitionPage", "Member"]
