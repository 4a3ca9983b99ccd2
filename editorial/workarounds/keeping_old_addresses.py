"""Renaming or moving one page lets no other page's old address be forgotten, and never fails at a long one.

When a page gets another address, Wagtail notes where the old one leads, and takes away the notes that clash
with the new ones. With nothing to note it takes away all that it has noted by itself, on every site of the
hub: so it goes when the home page of a further language is renamed, whose address is the language's code. An
address longer than the column ends the publishing on PostgreSQL; it isn't noted here. And a section of more
than a thousand pages is one condition that SQLite finds too deep.

Upstream: https://github.com/wagtail/wagtail/issues/11338 (with nothing to note), to be mended by
https://github.com/wagtail/wagtail/pull/14626. The other two are reported by nobody yet.
"""

from collections import defaultdict

from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator

LONGEST_ADDRESS: int = Redirect._meta.get_field("old_path").max_length
# Fewer than the variables that any database takes in one query.
AT_ONCE = 500

upstream_pre_process = BatchRedirectCreator.pre_process


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


def keep_old_addresses() -> None:
    """Take away only the notes that clash with new ones."""
    BatchRedirectCreator.pre_process = pre_process
