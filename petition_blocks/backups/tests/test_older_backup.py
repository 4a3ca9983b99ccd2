"""A backup of an older release comes back as this release would have kept it."""

import pytest

from petition_blocks.petition.models import Petition

from ..make_backup import make_backup
from ..throwaway_hub import throwaway_hub
from .conftest import Backups, Throwaways

pytestmark = [
    pytest.mark.slow,
    pytest.mark.full,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

# As somebody typed it who had no register of organisations yet.
TYPED = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
state = MigrationExecutor(connection).loader.project_state([("petition_blocks", "0006_news_are_optional")])
petition = state.apps.get_model("petition_blocks", "Petition").objects.create(
    name="Ältere", slug="older", goal_steps=[1], abuse_steps=[], email_rules=1
)
for purpose in ("petition", "updates"):
    state.apps.get_model("petition_blocks", "Controller").objects.create(
        petition=petition, purpose=purpose, name="Zürich", address="Rue 1\\n1000", country="CH"
    )
"""


def test_a_backup_of_an_older_release_is_brought_up_to_date(backups: Backups, throwaways: Throwaways) -> None:
    with throwaway_hub(on_sqlite=True) as older:
        older.run("migrate", "petition_blocks", "0006", "-v0", progress=print)
        older.run("shell", "-v0", "-c", TYPED, progress=print)
        made = make_backup(older.database(), backups.folder, backups.public_keys, print)
    assert ("petition_blocks", "0006_news_are_optional") in made.head.migrations
    backups.lose_everything()
    said = backups.restore(made.file, "--no-erasures")
    assert "brought up to date" in said
    petition = Petition.objects.get()
    (controller,) = petition.controllers.all()
    assert (petition.name, controller.organisation.name) == ("Ältere", "Zürich")
    assert controller.for_petition
    assert controller.for_updates
