"""Secrets that the house must read again are kept sealed by AES-256-GCM, under a key drawn from the secret key.

A former key still opens what it sealed, until everything is sealed again. A key that is lost opens nothing: the caller
is told, and asks for a new secret instead of failing. What was sealed in the former manner (Fernet: AES-128-CBC and
HMAC-SHA-256) is opened too, and sealed in today's at the first occasion.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MANNER: Final = "2."
"""How what is sealed in today's manner begins; Fernet's begins with « gAAAA »."""
PURPOSE, FORMER_PURPOSE = b"cotap: sealed secrets, 2", b"cotap: sealed secrets, 1"
NONCE = 12


def _drawn(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())


class _Key:
    def __init__(self, secret: str) -> None:
        self._present = AESGCM(_drawn(secret, PURPOSE))
        self._former = Fernet(urlsafe_b64encode(_drawn(secret, FORMER_PURPOSE)))

    def seal(self, text: str) -> str:
        nonce = secrets.token_bytes(NONCE)
        return MANNER + urlsafe_b64encode(nonce + self._present.encrypt(nonce, text.encode(), PURPOSE)).decode()

    def open(self, sealed: str) -> str | None:
        try:
            if not sealed.startswith(MANNER):
                return self._former.decrypt(sealed.encode()).decode()
            kept = urlsafe_b64decode(sealed.removeprefix(MANNER))
            return self._present.decrypt(kept[:NONCE], kept[NONCE:], PURPOSE).decode()
        except (InvalidToken, InvalidTag, ValueError):
            return None


class Sealer:
    """Seals with the present key, opens with the present and the former ones."""

    def __init__(self, secret: str, former: Sequence[str] = ()) -> None:
        self._present, *self._others = map(_Key, (secret, *former))

    def seal(self, text: str) -> str:
        """Return the text, sealed."""
        return self._present.seal(text)

    def open(self, sealed: str) -> str | None:
        """Return the text, None when no key opens it."""
        opened = (key.open(sealed) for key in (self._present, *self._others))
        return next((text for text in opened if text is not None), None)

    def renewed(self, sealed: str) -> str | None:
        """Return it sealed by the present key, in today's manner; None when it is already, or when no key opens it."""
        if sealed.startswith(MANNER) and self._present.open(sealed) is not None:
            return None
        text = self.open(sealed)
        return None if text is None else self.seal(text)
