"""Headers, CSRF for forms, origin for JSON."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from app.foundation import reserved
from app.foundation.actors import VISITOR
from app.foundation.errors import NotAllowed

from . import refusals
from .guards import is_public

csrf = CSRFProtect()
log = structlog.get_logger()

REPORTS = "/rapports-de-securite"
POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; "
    f"report-uri {REPORTS}; report-to csp"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Reporting-Endpoints": f'csp="{REPORTS}"',
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

HSTS = f"max-age={2 * 365 * 24 * 3600}; includeSubDomains"
"""Two years."""
KEPT_BY_NO_BROWSER = ("/compte", "/administration", "/connexion", "/invitation/", "/lien/", "/adresse/")
"""Beginnings of the addresses whose pages are about one person: a shared computer keeps nothing of them."""


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _kept(app: Flask, response: Response) -> str:
    """Return what caches and browsers may keep of an answer, "" when it says so itself."""
    said = response.headers.get("Cache-Control", "")
    if request.path.startswith(KEPT_BY_NO_BROWSER):
        return "no-store"
    if not g.get("actor", VISITOR).signed_in or "public" in said:
        return said
    view = app.view_functions.get(request.endpoint or "")
    if reserved.noted() or response.mimetype != "text/html" or not (view and is_public(view)):
        return "no-store"
    # A page that everybody may read, shown to somebody: no cache on the way keeps it.
    return said or "private, no-cache"


class EveryAnswer:
    """Puts our headers on what answers beside Flask too: the polling of the live link."""

    def __init__(self, wsgi: Callable[..., Iterable[bytes]], headers: Mapping[str, str]) -> None:
        self._wsgi, self._headers = wsgi, headers

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as what is inside does, with the headers that it did not write."""

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said = {name.lower() for name, _value in headers}
            ours = [(name, value) for name, value in self._headers.items() if name.lower() not in said]
            if environ["PATH_INFO"].startswith("/socket.io") and "cache-control" not in said:
                ours.append(("Cache-Control", "no-store"))
            return start_response(status, [*headers, *ours], *more)

        return self._wsgi(environ, start)


def cover(app: Flask) -> None:
    """Go around everything that answers, once it is all there."""
    headers = dict(HEADERS)
    if app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = HSTS
    app.wsgi_app = EveryAnswer(app.wsgi_app, headers)  # type: ignore[method-assign]  # as Flask documents


def install(app: Flask) -> None:
    """Protect every form and every JSON write, and send the headers with every answer."""
    csrf.init_app(app)

    app.before_request(reserved.begin)

    @app.before_request
    def _same_origin_json() -> None:
        # JSON writes carry no CSRF token: the cookie is SameSite=Lax and a foreign page's Origin is refused here.
        if request.method in ("GET", "HEAD", "OPTIONS") or not request.path.startswith("/api/"):
            return
        origin = request.headers.get("Origin")
        if origin and _host_of(origin) != request.host:
            log.warning("write_from_another_site", asked=refusals.asked_here())
            raise NotAllowed("Cette demande vient d’un autre site. Rechargez la page, puis recommencez.")

    secure = app.config["SESSION_COOKIE_SECURE"]

    @app.after_request
    def _headers(response: Response) -> Response:
        if secure:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        if kept := _kept(app, response):
            response.headers["Cache-Control"] = kept
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
