"""The home page that a new hub begins with: a draft that nobody has written in yet."""

from wagtail.models import Site

from .models import HomePage


def first_home() -> HomePage | None:
    """Return the default site's home page if nobody has saved or published it or put a page below it."""
    site = Site.objects.filter(is_default_site=True).first()
    return HomePage.objects.filter(
        pk=site.root_page_id if site is not None else None,
        live=False,
        latest_revision=None,
        first_published_at=None,
        numchild=0,
    ).first()
