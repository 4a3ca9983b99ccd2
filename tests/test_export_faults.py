"""A worker killed in the middle of a file leaves it to be finished, exact."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from petition_blocks.exports.reader import open_exports

from .running_hub import RunningHub

pytestmark = [pytest.mark.fault]

SIGNERS = 9
SIGN = f"""
from petition_blocks.signing.confirm import confirm
from petition_blocks.exports.actions import request_export
from petition_blocks.signing.submit import submit
from petition_blocks.page.wordings import take_wording
from petition_blocks.exports.models import Export
from petition_blocks.page.models import PetitionPage
page = PetitionPage.objects.get()
for number in range({SIGNERS}):
    fields = {{"name": "Ada", "email": f"signer{{number}}@example.org", "country": "BE", "updates": "no"}}
    confirm(submit(page.petition, take_wording(page), "en", "", fields).pk)
request_export(page.petition.recipient_keys.get(), Export.Kind.FULL, None)
"""
# Stores a part, and is killed before it can note that; but the first time, when all is well.
STORE_AND_DIE = """
import os
import signal
from django.core.files.storage import storages
from django.utils import timezone
from petition_blocks.exports.write_exports import write_due_export
from petition_blocks.exports.models import Export
Export.objects.update(due_at=timezone.now())
write_due_export(batch=2)
save = storages["exports"].save
def save_and_die(*arguments):
    save(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
storages["exports"].save = save_and_die
write_due_export(batch=2)
"""
WORK_AFTER_THE_LEASE = """
from django.core.management import call_command
from django.utils import timezone
from petition_blocks.exports.models import Export
Export.objects.update(due_at=timezone.now())
call_command("work", "--once")
"""
READ = """
import sys
from petition_blocks.exports.models import Export
export = Export.objects.get()
assert export.finished_at is not None
sys.stdout.buffer.write(b"".join(export.content()))
"""


def test_a_worker_killed_again_and_again_still_makes_the_whole_file(
    tmp_path: Path, mail_server: Any, first_hub: Path, db: None
) -> None:
    hub = RunningHub(tmp_path, mail_server.port)
    hub.set_up_as_others_did(first_hub)
    shell = ("manage.py", "shell", "-v0", "-c")
    hub.run(*shell, SIGN)
    for _death in range(2):
        with pytest.raises(subprocess.CalledProcessError) as killed:
            hub.run(*shell, STORE_AND_DIE)
        assert killed.value.returncode == -signal.SIGKILL
    hub.run(*shell, WORK_AFTER_THE_LEASE)
    file = tmp_path / "file.jsonl"
    file.write_text(hub.run(*shell, READ))
    rows = list(open_exports([file], [str(hub.identity)]).rows())
    assert [row["email"] for row in rows] == [f"signer{number}@example.org" for number in range(SIGNERS)]
