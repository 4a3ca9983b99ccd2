"""What the whole site shares: settings, addresses, the page cache."""

import gc

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class CampaignSiteConfig(AppConfig):
    name = "campaign_site"

    def ready(self) -> None:
        """Connect what counts failures to sign in, the checks, the log, and how mails are written."""
        from . import checks, mail_bytes, server_log, sign_in_protection  # noqa: F401
        from .second_factor import signal_handlers  # noqa: F401

        mail_bytes.install()
        request_started.connect(server_log.begin_request)
        request_finished.connect(server_log.end_request)
        # What is loaded by now stays: no need to look through it for what has gone.
        gc.freeze()
