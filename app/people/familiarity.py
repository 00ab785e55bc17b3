"""Which browsers an account was opened on before: a signed cookie, sent to the sign-in pages only.

Whoever guesses passwords from elsewhere slows strangers down, never the person on the device they always use.
"""

import secrets

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from app.web.house import house

COOKIE = "cotap_appareil"
PATH = "/connexion"
SECONDS = 395 * 24 * 3600
MOST = 5


def _signer() -> URLSafeSerializer:
    settings = house().settings
    return URLSafeSerializer([*settings.old_secret_keys, settings.secret_key], salt="familiar-device")


def _known() -> dict[str, str]:
    try:
        found = _signer().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def familiar_device(person_id: int | None) -> str | None:
    """Return the name this browser was given when the account was last opened on it, None for a stranger."""
    return None if person_id is None else _known().get(str(person_id))


def remember_device(response: Response, person_id: int) -> None:
    """Let this browser be recognised when the account is next opened on it."""
    known = _known()
    mine = known.pop(str(person_id), None) or secrets.token_urlsafe(12)
    kept = dict([*known.items(), (str(person_id), mine)][-MOST:])
    response.set_cookie(
        COOKIE,
        str(_signer().dumps(kept)),
        max_age=SECONDS,
        path=PATH,
        httponly=True,
        samesite="Strict",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
