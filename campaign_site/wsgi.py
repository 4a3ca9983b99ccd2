"""The WSGI application a server loads."""

import os

from django.core.wsgi import get_wsgi_application

from .request_size import refuse_long_urls
from .slow_bodies import SlowBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.production")
application = SlowBodies(refuse_long_urls(get_wsgi_application()))
