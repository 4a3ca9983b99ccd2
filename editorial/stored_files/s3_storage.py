"""Uploads in a bucket; apart, as whoever keeps them in a folder need not load what speaks to buckets."""

from storages.backends.s3 import S3Storage

from .storage import CleaningStorage


class CleanS3Storage(CleaningStorage, S3Storage):
    """A bucket whose files are cleaned before they are stored."""
