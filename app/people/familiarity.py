"""Which browsers an account was opened on before: a signed cookie for each account, which no script reads.

Whoever guesses passwords from elsewhere slows strangers down, never the person on the device they always use.
"""

import secrets
from hashlib import sha256
from typing import Any

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from app.foundation.signing import signed_links
from app.web.cookies import guarded
from app.web.house import house

SECONDS = 395 * 24 * 3600
MOST = 12
"""On a computer that many share the oldest known go first: what a browser sends at each request stays short."""
BARE = "cotap_appareil_"


def _bare(person_id: int) -> str:
    # One for each account: a shared computer knows several people, and the pages that write cannot read the others.
    return f"{BARE}{sha256(f'account {person_id}'.encode()).hexdigest()[:8]}"


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _signer() -> URLSafeSerializer:
    settings = house().settings
    return signed_links([*settings.old_secret_keys, settings.secret_key], purpose="familiar-device")


def familiar_device(person_id: int | None) -> str | None:
    """Return the name this browser was given when the account was last opened on it, None for a stranger."""
    if person_id is None:
        return None
    bare = _bare(person_id)
    given = request.cookies.get(guarded(bare, secure=_secure())) or request.cookies.get(bare, "")
    try:
        known = _signer().loads(given)
    except BadSignature:
        return None
    return str(known[1]) if isinstance(known, list) and known[0] == person_id else None


def remember_device(response: Response, person_id: int) -> None:
    """Let this browser be recognised when the account is next opened on it."""
    mine = familiar_device(person_id) or secrets.token_urlsafe(12)
    name = guarded(_bare(person_id), secure=_secure())
    marks: dict[str, Any] = {"httponly": True, "samesite": "Strict", "secure": _secure(), "path": "/"}
    # Browsers send the cookies of one path in the order in which they were made.
    others = [known for known in request.cookies if known.startswith(guarded(BARE, secure=_secure())) and known != name]
    for known in others[: len(others) + 1 - MOST] if len(others) >= MOST else ():
        response.delete_cookie(known, **marks)
    response.set_cookie(name, str(_signer().dumps([person_id, mine])), max_age=SECONDS, **marks)
