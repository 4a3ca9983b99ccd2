"""The WSGI application a server loads."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from .request_size import refuse_long_urls
from .slow_bodies import SlowBodies

# A page from the cache takes a tenth of a millisecond. Where another is rendered beside it, Python would let
# each step of it wait for five.
SWITCH_INTERVAL = 0.0005
sys.setswitchinterval(SWITCH_INTERVAL)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.production")
application = SlowBodies(refuse_long_urls(get_wsgi_application()))
