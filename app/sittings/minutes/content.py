"""The frozen content of minutes: what is hashed, and how anybody can hash it again. Pure."""

import hashlib
import json
from typing import Any


def canonical(document: dict[str, Any]) -> bytes:
    """Return the bytes whose SHA-256 is the fingerprint: JSON, sorted keys, no spaces, UTF-8."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()
