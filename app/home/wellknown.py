"""/.well-known/security.txt (RFC 9116): where to tell about a weakness."""

from datetime import timedelta

from flask import Blueprint
from werkzeug.wrappers import Response

from app.web.guards import public
from app.web.house import house

blueprint = Blueprint("wellknown", __name__)
VALID = timedelta(days=180)


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
