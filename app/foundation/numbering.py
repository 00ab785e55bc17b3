"""Numbers as they are written in keys, addresses and forms. Pure."""


def numbered(written: str) -> int | None:
    """Return the number of an object, None for anything else: ASCII digits only, and one spelling of each number."""
    plain = written.isascii() and written.isdecimal() and len(written) < 10 and not written.startswith("0")
    return int(written) if plain else None


def whole(written: str, *, digits: int = 5) -> int | None:
    """Return a whole number of at most so many ASCII digits, None for anything else: Python reads no longer one."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= digits else None
