"""Passkeys by WebAuthn: what a browser is asked, and what its answer proves. The library decides; this names things."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.foundation.errors import Invalid

from .models import Passkey, Person

PATIENCE = 300_000
UNREADABLE = (ValueError, KeyError, TypeError, RecursionError)
"""What reading an answer raises when it is not one, JSON without bottom included."""
UNKNOWN = "Cette clé d’accès n’a pas été reconnue. Recommencez, ou entrez autrement."


@dataclass(frozen=True, kw_only=True)
class Site:
    """The site a passkey is made for: it answers to no other name and no other origin."""

    name: str
    origin: str


def site_of(public_url: str, asked_host: str, *, trial: bool) -> Site | None:
    """Return the site, None where passkeys cannot exist: the standard wants a name, not a number.

    A trial lives at 127.0.0.1; asked under the name `localhost`, it has that one.
    """
    parts = urlsplit(public_url)
    if not _is_number(parts.hostname or ""):
        return Site(name=parts.hostname or "", origin=f"{parts.scheme}://{parts.netloc}")
    if trial and asked_host.partition(":")[0] == "localhost":
        return Site(name="localhost", origin=f"{parts.scheme}://{asked_host}")
    return None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return not host
    return True


def to_register(site: Site, person: Person, known: Sequence[Passkey], challenge: bytes) -> dict[str, Any]:
    """Return what the browser is asked, to make a passkey for the person."""
    return _as_json(
        webauthn.generate_registration_options(
            rp_id=site.name,
            rp_name="Cotap",
            # The same for all the keys of a person, and says nothing of them.
            user_id=sha256(f"cotap:{site.name}:{person.id}".encode()).digest(),
            user_name=person.email,
            user_display_name=person.name,
            challenge=challenge,
            timeout=PATIENCE,
            exclude_credentials=_described(known),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
            ),
        )
    )


def to_prove(site: Site, known: Sequence[Passkey], challenge: bytes, *, alone: bool) -> dict[str, Any]:
    """Return what the browser is asked, to prove who the person is; `alone` without any other proof."""
    verification = UserVerificationRequirement.REQUIRED if alone else UserVerificationRequirement.PREFERRED
    return _as_json(
        webauthn.generate_authentication_options(
            rp_id=site.name,
            challenge=challenge,
            timeout=PATIENCE,
            allow_credentials=_described(known),
            user_verification=verification,
        )
    )


def _described(known: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=passkey.credential_id) for passkey in known]


def _as_json(options: Any) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return said


def challenge_in(answer: str) -> bytes:
    """Return the challenge that an answer says it signs, or raise `Invalid`."""
    try:
        client = json.loads(base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"]))
        return base64url_to_bytes(client["challenge"])
    except UNREADABLE as fault:
        raise Invalid(UNKNOWN) from fault


def credential_in(answer: str) -> bytes:
    """Return which passkey an answer says it comes from, or raise `Invalid`."""
    try:
        return base64url_to_bytes(json.loads(answer)["rawId"])
    except UNREADABLE as fault:
        raise Invalid(UNKNOWN) from fault


def registered(site: Site, answer: str, challenge: bytes) -> tuple[bytes, bytes, int]:
    """Return the identifier, the public key and the count of a new passkey, or raise `Invalid`."""
    try:
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site.name, expected_origin=site.origin
        )
    except (WebAuthnException, *UNREADABLE) as fault:
        raise Invalid("Cette clé d’accès n’a pas pu être enregistrée. Recommencez.") from fault
    return made.credential_id, made.credential_public_key, made.sign_count


def proved(site: Site, answer: str, challenge: bytes, passkey: Passkey, *, alone: bool) -> int:
    """Return the new count of a passkey that has just signed the challenge, or raise `Invalid`.

    `alone`: the device must have recognised its person too (a finger, a face, a code).
    """
    try:
        shown = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=alone,
        )
    except (WebAuthnException, *UNREADABLE) as fault:
        raise Invalid(UNKNOWN) from fault
    return shown.new_sign_count


def readable(challenge: bytes) -> str:
    """Return a challenge as a cookie keeps it."""
    return bytes_to_base64url(challenge)
