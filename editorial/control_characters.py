"""Characters that nobody sees and that come along when a text is pasted, as U+000B does from slides.

XML can't hold most of them: one in a title, and the whole feed is an error. Calendars, mails' subjects and
pictures break in ways of their own. So they are taken out of every text when it is saved, here and nowhere
else; whatever is written as XML or for calendars asks once more, for what was stored before.
"""

import re

# What ends a line in one program or another; within slides and tables, U+000B does.
BREAKS = re.compile("[\\x0b\\x0c\\x1c-\\x1f\\x85\\u2028\\u2029]")
LINE_ENDS = re.compile("[\\t\\n\\r\\x0b\\x0c\\x1c-\\x1f\\x85\\u2028\\u2029]+")
# Control characters, halves of a pair, and what Unicode itself calls no character (XML 1.0, section 2.2).
UNSEEN = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")


def in_lines(text: str) -> str:
    """Return the text without what can't be seen; whatever ends a line there does so everywhere."""
    return UNSEEN.sub("", BREAKS.sub("\n", text))


def in_one_line(text: str) -> str:
    """Return the text without what can't be seen, in one line."""
    return UNSEEN.sub("", LINE_ENDS.sub(" ", text))


def in_all_texts(value: object) -> object:
    """Return what JSON can hold, such as a stream of blocks, with each text in it cleaned.

    Nothing tells a title there from a text of several lines, so that unusual line ends become spaces.
    """
    if isinstance(value, str):
        return UNSEEN.sub("", BREAKS.sub(" ", value))
    if isinstance(value, dict):
        return {key: in_all_texts(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [in_all_texts(item) for item in value]
    return value
