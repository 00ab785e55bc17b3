"""Codes of a second factor: an application's, good for half a minute, and those one keeps for a bad day. Pure."""

import hmac
import secrets
from datetime import datetime

import pyotp

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the signs that are taken for one another."""
STEP = 30
AROUND = 1
"""Steps before and after that are accepted: clocks differ, and people type slowly."""
RECOVERY_CODES = 10
GROUPS = 6


def new_secret() -> str:
    """Return the secret of a new application."""
    return pyotp.random_base32()


def address_of(secret: str, *, email: str, site: str) -> str:
    """Return the address that an application of codes reads, from a picture or by a link."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=site)


def matching_step(secret: str, typed: str, *, now: datetime, last_step: int | None) -> int | None:
    """Return the step whose code was typed; None when there is none, or when that code has already served."""
    codes, present = pyotp.TOTP(secret), int(now.timestamp()) // STEP
    bare = "".join(typed.split())
    for step in range(present - AROUND, present + AROUND + 1):
        fresh = last_step is None or step > last_step
        if hmac.compare_digest(codes.generate_otp(step).encode(), bare.encode()) and fresh:
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Return codes of 118 bits, in groups of four signs that can be read aloud."""
    return ["-".join(_group() for _ in range(GROUPS)) for _ in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(4))


def bare_recovery_code(typed: str) -> str:
    """Return a recovery code as it was given, whatever was typed between its groups."""
    return "".join(sign for sign in typed.lower() if sign in ALPHABET)
