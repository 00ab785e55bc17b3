"""Secrets that the house must read again are kept sealed, under a key drawn from the secret key.

A former key still opens what it sealed, until everything is sealed again. A key that is lost opens nothing: the caller
is told, and asks for a new secret instead of failing.
"""

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"cotap: sealed secrets, 1"


def _key(secret: str) -> Fernet:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(drawn))


class Sealer:
    """Seals with the present key, opens with the present and the former ones."""

    def __init__(self, secret: str, former: Sequence[str] = ()) -> None:
        self._present = _key(secret)
        self._keys = MultiFernet([self._present, *map(_key, former)])

    def seal(self, text: str) -> str:
        """Return the text, sealed."""
        return self._present.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str | None:
        """Return the text, None when no key opens it."""
        try:
            return self._keys.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None

    def renewed(self, sealed: str) -> str | None:
        """Return it sealed under the present key; None when it is already, or when no key opens it."""
        try:
            self._present.decrypt(sealed.encode())
        except InvalidToken:
            text = self.open(sealed)
            return None if text is None else self.seal(text)
        return None
