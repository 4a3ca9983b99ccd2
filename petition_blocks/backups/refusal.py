"""Why nothing was done."""


class BackupRefused(Exception):
    """What was asked for can't be done. The message says why and what to do, to the operator."""
