"""What the site as a whole adds to the admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .upkeep.panels import UpkeepPanel
from .upkeep.workers import current_trouble


@hooks.register("construct_homepage_panels")
def tell_what_is_wrong(request: HttpRequest, panels: list[Component]) -> None:
    """Show on the home page what is wrong with the server."""
    panels.append(UpkeepPanel())


@hooks.register("tell_of_workers")
def tell_of_workers() -> str:
    """Return what is wrong with the workers, for pages about what they do; nothing if nothing is."""
    return current_trouble()
