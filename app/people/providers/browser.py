"""The key that tells one browser from another while its owner is at a provider.

A cookie of its own: the session begins in a fresh one, and what was asked before must be recognised after.
"""

import re

from flask import request
from werkzeug.wrappers import Response

from app.web.cookies import guarded
from app.web.house import house

from .rules import new_secret

_KEY = re.compile(r"[\w-]{64}", re.ASCII)


def _name() -> str:
    return guarded("cotap-passage", secure=_secure())


def _secure() -> bool:
    return house().settings.public_url.startswith("https://")


def key() -> str:
    """Return the key of this browser, empty when it has none."""
    given = request.cookies.get(_name(), "")
    return given if _KEY.fullmatch(given) else ""


def key_or_new() -> str:
    """Return the key of this browser, or a new one to be given to it."""
    return key() or new_secret()


def keep(response: Response, value: str) -> Response:
    """Give the key to the browser, until it closes."""
    response.set_cookie(_name(), value, httponly=True, samesite="Lax", secure=_secure(), path="/")
    return response


def forget(response: Response) -> Response:
    """Take the key back: what waited under it is nobody's any more."""
    response.delete_cookie(_name(), httponly=True, samesite="Lax", secure=_secure(), path="/")
    return response
