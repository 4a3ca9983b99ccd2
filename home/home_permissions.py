"""Who may take a whole language off the site."""

from wagtail.models.pages import PagePermissionTester


class HomePagePermissions(PagePermissionTester):
    """Rights on a home page: with it goes all of its language, so that takes the right on the page above.

    Whoever works in one language has rights on its home page and below. They edit and publish it; they
    neither unpublish, delete or move it, nor close it to visitors.
    """

    def can_unpublish(self) -> bool:
        """Tell whether the user may take the language off the site."""
        return bool(super().can_unpublish() and self._may_above("publish"))

    def can_set_view_restrictions(self) -> bool:
        """Tell whether the user may close the language to some visitors."""
        return bool(super().can_set_view_restrictions() and self._may_above("publish"))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Tell whether the user may delete the language's pages."""
        return bool(super().can_delete(ignore_bulk) and self._may_above("change", "publish"))

    def can_move(self) -> bool:
        """Tell whether the user may move the language's pages."""
        return bool(super().can_move() and self._may_above("change", "publish"))

    def _may_above(self, *rights: str) -> bool:
        if self.user.is_superuser:
            return True
        above = self.page.get_parent()
        return above is not None and any(
            right in above.permissions_for_user(self.user).permissions for right in rights
        )
