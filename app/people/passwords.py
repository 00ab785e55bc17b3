"""Hashing by argon2id, with the library's current parameters."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.foundation.apart import apart

DEMO_PASSWORD = "essai-cotap-2026"  # noqa: S105 - of fictitious accounts that exist in a trial only
_hasher = PasswordHasher()
# Compared when there is no such account, so that the answer takes as long as for a real one.
_DECOY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the argon2id hash."""
    return apart(lambda: _hasher.hash(password))


def password_matches(stored: str | None, password: str) -> bool:
    """Tell whether the password is the stored one; takes the same time without account."""
    try:
        matches = apart(lambda: _hasher.verify(stored or _DECOY, password))
    except (VerificationError, InvalidHashError):
        return False
    return matches and stored is not None


def is_outdated(stored: str) -> bool:
    """Tell whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)
