"""Editors find an image by words among those with a tag."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from editorial.models import CampaignImage

pytestmark = pytest.mark.django_db


def test_words_and_a_tag_go_together(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    for title, tag in (("Łódź at noon", "squares"), ("Łódź at night", "stations")):
        image = CampaignImage.objects.create(title=title, file=get_test_image_file())
        image.tags.add(tag)
        image.save()
    found = client.get(reverse("wagtailimages_chooser:choose_results"), {"q": "Łódź", "tag": "squares"})
    assert found.status_code == 200
    assert "at noon" in found.content.decode()
    assert "at night" not in found.content.decode()
