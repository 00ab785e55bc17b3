"""The session's cookie: its name, which browsers themselves protect, and its signature."""

from hashlib import sha1
from typing import Any

from flask import Flask, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.wrappers import Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.foundation.signing import SIGNED

BARE = "cotap"


def guarded(name: str, *, secure: bool) -> str:
    """Return the name of a cookie as browsers let no other host, and no page without TLS, plant it."""
    return f"__Host-{name}" if secure else name


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions, signed by HMAC-SHA-256.

    A session of before, under the bare name and signed by HMAC-SHA-1, is read and at once written in today's manner:
    whoever was signed in stays so. None of that kind is made any more, and the database ends them all in ninety days.
    """

    digest_method = SIGNED["digest_method"]

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the session, of today's manner or of the former one."""
        found = super().open_session(app, request)
        former = request.cookies.get(BARE)
        if found or not former or self.get_cookie_name(app) in request.cookies.keys() - {BARE}:
            return found
        try:
            kept = self._formerly(app).loads(former, max_age=int(app.permanent_session_lifetime.total_seconds()))
        except BadSignature:
            return found
        session: SecureCookieSession = self.session_class(kept)
        session.modified = True
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the session, and take back the cookie of before."""
        super().save_session(app, session, response)
        if BARE in request.cookies and self.get_cookie_name(app) != BARE:
            response.delete_cookie(BARE, secure=True, httponly=True, samesite="Lax")

    def _formerly(self, app: Flask) -> URLSafeTimedSerializer:
        keys: list[Any] = [*app.config["SECRET_KEY_FALLBACKS"], app.secret_key]
        former = {"key_derivation": self.key_derivation, "digest_method": sha1}
        return URLSafeTimedSerializer(keys, salt=self.salt, serializer=self.serializer, signer_kwargs=former)
