"""The accent of a conference as a stylesheet: a strict policy allows no style in the page itself."""

from flask import Response

from app.conferences.models import Conference
from app.conferences.rules.accent import Shades, dark_shades, light_shades
from app.foundation.errors import NotFound
from app.web.guards import public
from app.web.house import reading

from .blueprint import blueprint


def accent_href(conference_id: int, accent: str | None) -> str | None:
    """Return the address of a conference's stylesheet, which changes with its colour; None without a colour."""
    return f"/conferences/{conference_id}/accent.css?v={accent.removeprefix('#')}" if accent else None


@blueprint.get("/conferences/<int:id>/accent.css")
@public
def accent_css(id: int) -> Response:
    """Serve the accent of a conference for both themes."""
    with reading() as session:
        conference = session.get(Conference, id) if id < 2**31 else None
    if conference is None:
        raise NotFound("Cette conférence n’existe pas.")
    response = Response(sheet(conference.accent), mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def sheet(accent: str | None) -> str:
    """Return the stylesheet of an accent; paper keeps its own ink."""
    if accent is None:
        return "/* The accent of the site. */\n"
    light, dark = _variables(light_shades(accent)), _variables(dark_shades(accent))
    return (
        "@media screen {\n"
        f":root {{ {light} }}\n"
        f':root[data-theme="dark"] {{ {dark} }}\n'
        "}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f':root:not([data-theme="light"]) {{ {dark} }}\n'
        "}\n"
    )


def _variables(shades: Shades) -> str:
    return f"--accent: {shades.accent}; --accent-hover: {shades.hover}; --on-accent: {shades.on_accent};"
