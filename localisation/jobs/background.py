"""What wagtail-localize wants done in the background: `WAGTAILLOCALIZE_JOBS` names this.

It knows no worker of its own. "Synchronise content from another locale" would make a stand-in for each page
while the form is being sent, and goes by a list of what is there that it has made before the first: a page
that was moved brings its new parent along, which the list then asks for again, and the form is answered by a
server error (Wagtail refuses a second translation into one language).

Upstream: reported by nobody yet; the list is `PageIndex` in `wagtail_localize.synctree`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any


class WorkerBackend:
    """Makes synchronising two languages a job for our worker. All else is done at once, as upstream does."""

    def __init__(self, options: Mapping[str, object]) -> None:
        """Take the options of the setting, of which there are none."""

    def enqueue(self, func: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        """Do it, or write it down for the worker."""
        # Upstream makes us before there are models.
        from wagtail_localize.synctree import synchronize_tree

        from .begin import begin_stand_ins

        if func is synchronize_tree:
            source, target = args
            begin_stand_ins(source, target)
        else:
            func(*args, **kwargs)
