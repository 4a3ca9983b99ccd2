"""Automated tests: SQLite unless DATABASE_URL names another database; nothing is kept."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import database_from_environment, env
from .local_keys import new_link_key, new_server_identity

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", ".localhost", "testserver"]
SECRET_KEY = "a key for tests alone"  # noqa: S105
# A hub that a test starts as processes of its own gives them the same keys and a mail server.
SERVER_IDENTITY = env.str("SERVER_IDENTITY", default="") or new_server_identity()
LINK_KEY = env.str("LINK_KEY", default="") or new_link_key()

DATABASES = {"default": database_from_environment("sqlite:///:memory:")}
if DATABASES["default"]["NAME"] == ":memory:":
    # In-memory databases of several threads share a cache, in which write-ahead mode means nothing.
    DATABASES["default"]["OPTIONS"].pop("init_command")

# Tests of signing in turn it on.
SECOND_FACTOR = "off"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
vars().update(env.email_url("EMAIL_URL", default="memorymail://"))
# Gone with the process: whoever is killed leaves it to the machine's own cleaning.
folder = tempfile.TemporaryDirectory(prefix="campaign-hub-", ignore_cleanup_errors=True)
# A hub that a test starts as processes of its own: they share its folder.
kept = Path(env.str("VAR_DIR", default="") or folder.name)
MEDIA_ROOT = kept / "media"
EXPORTS_ROOT = kept / "exports"
BACKUP_FOLDER = kept / "backups"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# A test sees what it has just changed, also within a transaction that never commits. Tests of the page cache
# turn it on, and so may a hub that a test starts.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=0)
# The throttle lives as long as the process: mails of one test would hold back those of the next.
MAILS_A_MINUTE_AND_DOMAIN = 0
# A handful of signatures show, one by one. Tests of what few of them tell set it.
EXACT_COUNTS_FROM = env.int("EXACT_COUNTS_FROM", default=0)
