"""A text as people see it, whichever way it comes in. Pure."""

import re

BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""Other ways to end a line: word processors put them in what is pasted."""
UNSEEN = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")
"""Signs that nobody sees, and that turn a line round, hide a word from a search or break a feed of XML."""


def as_seen(text: str) -> str:
    """Return the text without the signs that are not shown."""
    return UNSEEN.sub("", BREAKS.sub("\n", text))
