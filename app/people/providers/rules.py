"""What is read of what a provider says, and what is refused. Pure."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.foundation.errors import Refused

from .words import Manner

START_WITHIN = timedelta(minutes=10)
"""How long somebody may stay at the provider."""
DECIDE_WITHIN = timedelta(minutes=30)
"""How long an identity that has no account waits for the person to say what to do with it."""
CODE_WITHIN = timedelta(minutes=10)
"""How long a code that was sent opens an account; what waits for it is forgotten with it."""
CODE_TRIES = 5
"""How often a code may be typed: eight figures then keep their secret."""
SESSION_LASTS = timedelta(hours=12)
"""How long the providers keep a session: beyond it there is nothing to close there."""
SECRET_BYTES = 48
"""64 signs of base64: the providers ask for 32 at least."""

TWO_FACTORS = frozenset({"eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3"})
"""The levels at which a second factor was asked for over there."""

_ADDRESS = re.compile(r"[^@\s\x00-\x1f\"<>]{1,64}@[^@\s\x00-\x1f\"<>]{1,190}\.[^@\s\x00-\x1f\"<>.]{2,63}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f<>\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def new_secret() -> str:
    """Return a value that nobody can guess, for a state or a nonce."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_code() -> str:
    """Return the eight figures that prove an address is read by who is here."""
    return f"{secrets.randbelow(10**8):08}"


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """What a provider says of a person: no more than what is kept or shown."""

    subject: str
    given_name: str
    family_name: str
    email: str
    level: str
    idp_id: str = ""
    siret: str = ""

    @property
    def name(self) -> str:
        """Return the name as people say it."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def complete(self) -> bool:
        """Tell whether an account can be opened with it."""
        return bool(self.given_name and self.family_name and self.email)


def attestation(manner: Manner, claims: Mapping[str, Any], *, subject: str, level: str) -> Attestation:
    """Read the claims; what is not text, or is too long, counts as not said."""
    names = [_line(claims.get(name)) for name in manner.family_names]
    return Attestation(
        subject=subject,
        # All the first names of the civil record may come: one is enough to address somebody.
        given_name=_line(claims.get("given_name")).partition(" ")[0],
        family_name=next((name for name in names if name), ""),
        email=_address(claims.get("email")),
        level=level,
        idp_id=_line(claims.get("idp_id")),
        siret=_siret(claims.get("siret")),
    )


def has_second_factor(level: str) -> bool:
    """Tell whether a level of assurance stands for two factors."""
    return level in TWO_FACTORS


def is_subject(value: object) -> bool:
    """Tell whether this can name a person at a provider."""
    return isinstance(value, str) and 0 < len(value) <= 255 and value.isascii() and value.isprintable()


def _line(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    return "" if len(text) > 100 or _UNSEEN.search(text) else text


def _address(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    return text if len(text) <= 200 and _ADDRESS.fullmatch(text) else ""


def _siret(value: object) -> str:
    text = value.replace(" ", "") if isinstance(value, str) else ""
    return text if len(text) == 14 and text.isascii() and text.isdecimal() else ""


def check_another_way(*, ways_left: int) -> None:
    """Refuse to take away the last way to sign in."""
    if ways_left < 1:
        raise Refused(
            "C’est votre seul moyen de vous connecter. Ayez-en d’abord un autre : mot de passe, clé d’accès, identité."
        )
