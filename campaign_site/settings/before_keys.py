"""For what is done before there are any keys: making them, and collecting the static files of a container."""

from .base import *  # noqa: F403
from .base import BASE_DIR, STORAGES, env

SECRET_KEY = "nothing is signed with this"  # noqa: S105
STATIC_ROOT = env.path("STATIC_ROOT", default=f"{BASE_DIR}/var/static")
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
