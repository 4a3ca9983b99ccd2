"""When an action isn't done."""


class Refused(Exception):
    """Nothing was done. The message says why, in words for editors."""


class WrongDay(Refused):
    """Nothing was done, because the day that was entered can't be the one."""
