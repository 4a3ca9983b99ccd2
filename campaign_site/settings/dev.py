"""A newcomer's machine: everything lives under var/, keys are made on first use, mails become files."""

from .base import *  # noqa: F403
from .base import BASE_DIR, database_from_environment
from .local_keys import local_key, new_link_key, new_server_identity

DEBUG = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
INTERNAL_IPS: list[str] = []

VAR_DIR = BASE_DIR / "var"
DATABASES = {"default": database_from_environment(f"sqlite:///{VAR_DIR}/hub.sqlite3")}

SECRET_KEY = local_key(VAR_DIR / "keys" / "secret-key", new_link_key)
SERVER_IDENTITY = local_key(VAR_DIR / "keys" / "server-identity", new_server_identity)
LINK_KEY = local_key(VAR_DIR / "keys" / "link-key", new_link_key)

EMAIL_BACKEND = "campaign_site.mail_files.MailFilesBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
AUTH_PASSWORD_VALIDATORS = []
