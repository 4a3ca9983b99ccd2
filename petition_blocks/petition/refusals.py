"""When an action isn't done."""


class Refused(Exception):
    """Nothing was done. The message says why, in words for editors."""
