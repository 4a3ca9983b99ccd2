"""The WSGI application a server loads."""

import os

from django.core.wsgi import get_wsgi_application

from .request_size import refuse_long_addresses

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.production")
application = refuse_long_addresses(get_wsgi_application())
