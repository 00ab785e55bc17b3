"""One address under its many spellings is one person (I6). Pure."""

import hashlib

from app.foundation.addresses import canonical

__all__ = ["canonical", "digest"]


def digest(key: str, value: str) -> str:
    """Return a keyed digest: two sites cannot compare what they keep."""
    return hashlib.blake2b(value.encode(), key=key.encode()[:64], digest_size=16).hexdigest()
