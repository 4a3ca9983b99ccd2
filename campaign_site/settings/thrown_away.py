"""A hub beside the hub that is thrown away: its code, keys and words, on a database and a folder of its own.

Restore drills run in one. Nothing of it reaches what the hub itself keeps: no cache, no bucket, no mailbox.
The environment names whose settings they are (`HUB_SETTINGS`), the folder (`THROWN_AWAY_FOLDER`) and, where
the database is no file in there, its name on the hub's own server (`THROWN_AWAY_DATABASE`).
"""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

_own = vars(import_module(os.environ["HUB_SETTINGS"]))
vars().update({name: value for name, value in _own.items() if name.isupper()})

IS_THROWN_AWAY = True
_folder = Path(os.environ["THROWN_AWAY_FOLDER"])
DATABASES: dict[str, dict[str, Any]] = _own["DATABASES"]
_name = os.environ.get("THROWN_AWAY_DATABASE", "")
if _name:
    DATABASES = {"default": DATABASES["default"] | {"NAME": _name, "TEST": {}}}
elif Path(str(DATABASES["default"]["NAME"])).parent != _folder:
    raise ImproperlyConfigured("These settings must name a database in the folder that is thrown away.")

MEDIA_ROOT = _folder / "media"
EXPORTS_ROOT = _folder / "exports"
BACKUP_FOLDER = _folder / "backups"
STORAGES = {
    "default": {"BACKEND": "editorial.stored_files.storage.CleanFileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "exports": {"BACKEND": "petition_blocks.exports.storage.PrivateFileStorage"},
}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in _own["CACHES"]
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
