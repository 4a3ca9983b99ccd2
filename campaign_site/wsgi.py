"""The WSGI application a server loads."""

import os

from django.core.wsgi import get_wsgi_application

from .slow_bodies import SlowBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.production")
application = SlowBodies(get_wsgi_application())
