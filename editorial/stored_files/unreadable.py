"""A file that isn't what it seems, or is broken."""


class UnreadableFile(ValueError):
    """The file can't be read to its end, so nothing can be taken out of it for certain."""


class LockedFile(UnreadableFile):
    """The file is locked with a password: nobody can tell what it holds."""
