"""Tabs of a petition's settings."""

from wagtail.admin.panels import ObjectList


class Tab(ObjectList):
    """A tab whose address is the same in every language: Wagtail’s follows from the heading."""

    def __init__(self, *args: object, name: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clone_kwargs(self) -> dict[str, object]:
        """Keep the name in copies."""
        return {**super().clone_kwargs(), "name": self.name}

    @property
    def clean_name(self) -> str:
        """What links to the tab call it."""
        return self.name
