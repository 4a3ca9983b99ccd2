"""Where Django looks for models; each is in the room it belongs to."""

from .sources.models import EarlierSource, EarlierText

__all__ = ["EarlierSource", "EarlierText"]
