"""A newcomer's machine: everything lives under var/, keys are made on first use, mails become files."""

from pathlib import Path

from .base import *  # noqa: F403
from .base import BASE_DIR, database_from_environment, env
from .local_keys import local_key, new_link_key, new_server_identity

DEBUG = True
ALLOWED_HOSTS = ["127.0.0.1", ".localhost", "[::1]", "testserver"]
INTERNAL_IPS: list[str] = []

# Tests run whole hubs beside each other.
VAR_DIR = Path(env.str("VAR_DIR", default=f"{BASE_DIR}/var"))
DATABASES = {"default": database_from_environment(f"sqlite:///{VAR_DIR}/hub.sqlite3")}

SECRET_KEY = local_key(VAR_DIR / "keys" / "secret-key", new_link_key)
SERVER_IDENTITY = local_key(VAR_DIR / "keys" / "server-identity", new_server_identity)
LINK_KEY = local_key(VAR_DIR / "keys" / "link-key", new_link_key)

MEDIA_ROOT = VAR_DIR / "media"
EXPORTS_ROOT = VAR_DIR / "exports"
BACKUP_FOLDER = VAR_DIR / "backups"
EMAIL_FILE_PATH = VAR_DIR / "mail"
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "campaign_site.mail_files.MailFilesBackend"

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
AUTH_PASSWORD_VALIDATORS = []
# The demo's people have a password that everybody knows.
SECOND_FACTOR = env.str("SECOND_FACTOR", default="off")
