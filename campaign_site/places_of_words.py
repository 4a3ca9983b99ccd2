"""Where the words of the site as a whole are to be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VISITORS: list[tuple[str, Promise]] = [
    ("templates/campaign_site/search*", _("Search")),
    ("templates/campaign_site/page_links.html", _("Long lists: the way to their next page")),
    ("campaign_site/crowd.py", _("When something goes wrong")),
    ("campaign_site/error_views.py", _("When something goes wrong")),
    ("campaign_site/request_size.py", _("When something goes wrong")),
    ("campaign_site/slow_bodies.py", _("When something goes wrong")),
]
EDITORS: list[tuple[str, Promise]] = [
    ("campaign_site/second_factor/*", _("The admin: signing in")),
    ("campaign_site/sign_in_form.py", _("The admin: signing in")),
    ("campaign_site/upkeep/*", _("The admin: what is wrong with the server")),
    ("campaign_site/*", _("The admin: signing in")),
    ("templates/campaign_site/admin/*", _("The admin: signing in")),
]
