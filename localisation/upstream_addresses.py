"""wagtail-localize's addresses, each of which is answered by a view of ours.

They ask too little, or break where something is gone. A check (`localisation.E010`) fails when one no
longer leads to ours, or when upstream has one that nobody here has looked at; `upstream_views` answers.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver
from wagtail_localize import wagtail_hooks as upstream

# What upstream may go on answering itself, and why.
UPSTREAMS = {"javascript_catalog": "the translation editor's own words, which are no secret"}


def upstream_patterns() -> Iterator[tuple[str, URLPattern]]:
    """Yield wagtail-localize's addresses, each with what stands in front of it."""
    for entry in upstream.register_admin_urls():
        if isinstance(entry, URLResolver):
            for pattern in entry.url_patterns:
                if isinstance(pattern, URLPattern):
                    yield str(entry.pattern), pattern
