"""Which browsers an account was opened on before: a signed cookie for each account, sent to the sign-in pages only.

Whoever guesses passwords from elsewhere slows strangers down, never the person on the device they always use.
"""

import secrets
from hashlib import sha256

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from app.web.house import house

PATH = "/connexion"
SECONDS = 395 * 24 * 3600


def _cookie(person_id: int) -> str:
    # One for each account: a shared computer knows several people, and the pages that write cannot read the others.
    return f"cotap_appareil_{sha256(f'account {person_id}'.encode()).hexdigest()[:8]}"


def _signer() -> URLSafeSerializer:
    settings = house().settings
    return URLSafeSerializer([*settings.old_secret_keys, settings.secret_key], salt="familiar-device")


def familiar_device(person_id: int | None) -> str | None:
    """Return the name this browser was given when the account was last opened on it, None for a stranger."""
    if person_id is None:
        return None
    try:
        known = _signer().loads(request.cookies.get(_cookie(person_id), ""))
    except BadSignature:
        return None
    return str(known[1]) if isinstance(known, list) and known[0] == person_id else None


def remember_device(response: Response, person_id: int) -> None:
    """Let this browser be recognised when the account is next opened on it."""
    mine = familiar_device(person_id) or secrets.token_urlsafe(12)
    response.set_cookie(
        _cookie(person_id),
        str(_signer().dumps([person_id, mine])),
        max_age=SECONDS,
        path=PATH,
        httponly=True,
        samesite="Strict",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
