"""Typed into the hub's shell: publishes the started campaign and opens its petition, with a made-up key.

The admin's own way, with clicks, is tried in a browser elsewhere (tests/test_start_in_browser.py).
"""

import sys
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Site

from petition_blocks.keys.models import RecipientKey
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import PetitionSettings

home = Site.objects.get(is_default_site=True).root_page
page = PetitionPage.objects.get()
petition = page.petition
petition.opens_at = timezone.now() - timedelta(days=1)
petition.retention_day = timezone.localdate() + timedelta(days=365)
petition.data_protection_officer = "privacy@example.org"
petition.assessment_reference = "Assessment of 1 March"
petition.save()
RecipientKey.objects.create(
    petition=petition,
    name="Fundacja Źródło",
    public_key="age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
    proved_at=timezone.now(),
)
PetitionSettings.objects.update_or_create(
    site=Site.objects.get(is_default_site=True), defaults={"main_petition": petition}
)
for each in home.get_descendants(inclusive=True).specific():
    each.save_revision().publish()
sys.stdout.write(f"{page.locale.language_code}/sign/{petition.slug}/\n")
