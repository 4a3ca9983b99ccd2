"""Where the words of home pages, news, recipes and manuals are to be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VISITORS: list[tuple[str, Promise]] = [
    ("home/recipes/words.py", _("What the pages of a new campaign begin with")),
    ("home/new_page/words.py", _("What a new page begins with")),
    ("templates/home/home_page.html", _("The front page")),
    ("templates/home/news*", _("News")),
    ("templates/home/includes/news*", _("News")),
    ("templates/home/includes/feed*", _("News")),
    ("templates/home/blocks/latest_news.html", _("News")),
    ("templates/home/blocks/*", _("Blocks on pages")),
    ("templates/home/*", _("Other pages")),
]
EDITORS: list[tuple[str, Promise]] = [
    ("home/start/*", _("The admin: the guided start")),
    ("templates/home/admin/start/*", _("The admin: the guided start")),
    ("home/style_guide/*", _("The admin: the style guide")),
    ("templates/home/admin/style_guide/*", _("The admin: the style guide")),
    ("home/manuals/*", _("The admin: the manuals")),
    ("templates/home/admin/manuals/*", _("The admin: the manuals")),
    ("home/*", _("The admin: writing pages")),
    ("templates/home/*", _("The admin: writing pages")),
]
