"""What the processes of a hub tell each other about themselves. None of it is about a person."""

import uuid

from django.db import models


class WorkerHeartbeat(models.Model):
    """That a worker lives, and what it is at: one row a worker, gone when it stops, or a day after it died.

    All moments are by the database's clock, so that machines whose clocks differ understand each other.
    """

    worker = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The machine's name and the number of the process, for whoever goes to look.
    place = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    beaten_at = models.DateTimeField(db_index=True)
    # When it had last looked at every kind of work.
    round_at = models.DateTimeField(null=True)
    # What it is doing, and since when; nothing while it waits.
    task = models.CharField(max_length=60, blank=True)
    task_since = models.DateTimeField(null=True)
    # The mark of the folder for exports that it sees; nothing where they are in a bucket.
    exports_folder = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return self.place


class LoggedErrors(models.Model):
    """How many errors all processes have logged since the hub was set up. One row."""

    count = models.PositiveBigIntegerField(default=0)


class CertificateReading(models.Model):
    """When the certificate of the site's address ends, as `manage.py doctor` saw it last. One row."""

    host = models.CharField(max_length=253)
    ends_at = models.DateTimeField()
    read_at = models.DateTimeField()
