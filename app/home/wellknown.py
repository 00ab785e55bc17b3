"""What machines ask every site for: security.txt (RFC 9116), where to change a password, robots.txt, the icon."""

from datetime import timedelta

from flask import Blueprint, current_app, redirect, url_for
from werkzeug.wrappers import Response

from app.web.guards import public
from app.web.house import house

blueprint = Blueprint("wellknown", __name__)
VALID = timedelta(days=180)
NOT_FOR_ROBOTS = (
    "/actes/",
    "/administration",
    "/api/v1/commands/",
    "/compte",
    "/connexion",
    "/inscription",
    "/invitation/",
    "/lien/",
    "/recherche",
    "/suivre/",
)
"""Forms, accounts, personal links, and searches, of which there is no end."""


@blueprint.get("/.well-known/security.txt")
@public
def security() -> Response:
    """Say whom to write to; the date is always ahead, since the page is made when it is asked for."""
    home = house()
    operator, site = home.settings.operator, home.settings.public_url.rstrip("/")
    until = (home.units.clock() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        *([f"Contact: mailto:{operator.email}"] if operator.email else []),
        f"Contact: {site}/contact",
        f"Expires: {until.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: fr, en",
        f"Canonical: {site}/.well-known/security.txt",
        f"Policy: {site}/code-source",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain", headers={"Cache-Control": "public, max-age=3600"})


@blueprint.get("/.well-known/change-password")
@public
def change_password() -> Response:
    """Lead a password manager to the form; whoever is not signed in is asked to, then led on."""
    return redirect(url_for("people.change_password"), 303)


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    """Leave to machines what is public, and spare them what only makes sense to a person."""
    closed = "\n".join(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)
    words = f"User-agent: *\n{closed}\n"
    return Response(words, mimetype="text/plain", headers={"Cache-Control": "public, max-age=86400"})


@blueprint.get("/favicon.ico")
@public
def icon() -> Response:
    """Lead what asks for the icon by its old name to the drawing."""
    return redirect(current_app.jinja_env.globals["asset"]("mark.svg"), 302)  # type: ignore[operator]  # see assets
