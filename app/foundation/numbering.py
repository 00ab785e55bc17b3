"""Numbers of objects as they stand in keys and addresses. Pure."""


def numbered(written: str) -> int | None:
    """Return the number of an object, None for anything else: ASCII digits only, and one spelling of each number."""
    plain = written.isascii() and written.isdecimal() and len(written) < 10 and not written.startswith("0")
    return int(written) if plain else None
