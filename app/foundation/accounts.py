"""What the door-frame must know of an account to recognise who is asking."""

import hashlib
from dataclasses import dataclass

from .actors import SignIn


@dataclass(frozen=True, kw_only=True)
class AccountFacts:
    """What the door-frame must know of an account, as one of its devices asks."""

    person_id: int
    name: str
    administrator: bool
    demo: bool
    sign_in: SignIn


def digest(secret: str) -> str:
    """Return what is kept of a random secret that only its holder knows: a link's token, a cookie's key."""
    return hashlib.sha256(secret.encode()).hexdigest()
