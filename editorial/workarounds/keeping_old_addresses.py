"""Old addresses that somebody may have kept are noted, and not forgotten when another page gets a new one.

When a page gets another address, Wagtail notes where the old one leads, and takes away the notes that clash
with the new ones. With nothing to note it takes away all that it has noted by itself, on every site of the
hub: so it goes when the home page of a further language is renamed, whose address is the language's code. An
address longer than the column ends the publishing on PostgreSQL; it isn't noted here. And a section of more
than a thousand pages is one condition that SQLite finds too deep.

It also notes addresses that never led anywhere: a new page saves itself while its title is being typed, and
its address follows the title (`/en/sto/`, `/en/stop/`). Only what has been public has an old address here.

Upstream: https://github.com/wagtail/wagtail/issues/11338 (with nothing to note), to be mended by
https://github.com/wagtail/wagtail/pull/14626; https://github.com/wagtail/wagtail/issues/12582 (drafts). The
other two are reported by nobody yet.
"""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.contrib.redirects import signal_handlers
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator
from wagtail.models import Page, Site

LONGEST_ADDRESS: int = Redirect._meta.get_field("old_path").max_length
# Fewer than the variables that any database takes in one query.
AT_ONCE = 500

upstream_pre_process = BatchRedirectCreator.pre_process
upstream_create_redirects = signal_handlers.create_redirects


def pre_process(self: BatchRedirectCreator) -> None:
    """Leave out what is too long, and let nothing clash with what is left."""
    self.items = [redirect for redirect in self.items if len(redirect.old_path) <= LONGEST_ADDRESS]
    addresses = defaultdict(list)
    for redirect in self.items:
        addresses[redirect.site_id].append(redirect.old_path)
    for site, paths in addresses.items():
        for start in range(0, len(paths), AT_ONCE):
            Redirect.objects.filter(
                automatically_created=True, site_id=site, old_path__in=paths[start : start + AT_ONCE]
            ).delete()


def create_redirects(page: Page, page_old: Page, sites: Iterable[Site]) -> None:
    """Note old addresses of a page and of those below it, if one of them has been public."""
    was_public = page_old.live or page_old.first_published_at is not None
    if was_public or page.get_descendants().live().exists():
        upstream_create_redirects(page, page_old, sites)


def keep_old_addresses() -> None:
    """Note what has been public, and take away only the notes that clash with new ones."""
    BatchRedirectCreator.pre_process = pre_process
    signal_handlers.create_redirects = create_redirects
