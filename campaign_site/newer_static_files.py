"""The style sheets and scripts of a release that came after this process had begun.

While a hub is upgraded, old and new processes answer beside each other, and a page that a new one has made
may be asked for its style sheet at an old one. whitenoise looks through the folder once, when it begins.
"""

import re
from pathlib import Path

from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import IsDirectoryError, MissingFileError

# As Django names a collected file: by the first twelve digits of its hash.
HASH_IN_NAME = re.compile(r"\.[0-9a-f]{12}\.\w+$")


class NewerStaticFilesMiddleware(WhiteNoiseMiddleware):
    """whitenoise, which looks again for a file that it doesn't know, if its name tells what is in it."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the file, or let somebody else answer."""
        url = request.path_info
        if not self.autorefresh and url.startswith(self.static_prefix) and url not in self.files:
            self._look_again(url)
        answer: HttpResponseBase = super().__call__(request)
        return answer

    def _look_again(self, url: str) -> None:
        root = f"{Path(self.static_root).absolute()}/"
        path = f"{root}{url.removeprefix(self.static_prefix)}"
        if self.url_is_canonical(url) and self.path_is_child_of(path, root) and HASH_IN_NAME.search(url):
            try:
                self.files[url] = self.get_static_file(path, url)
            except (MissingFileError, IsDirectoryError):
                return
