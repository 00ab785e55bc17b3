"""What every page's layout shows: navigation, who is signed in, language helpers."""

from typing import Any

from flask import Flask, request
from flask_babel import gettext as _

from .identity import current_actor


def navigation() -> list[dict[str, Any]]:
    """Return the main navigation, with the current part marked."""
    entries = [
        (_("Accueil"), "/"),
        (_("Conférences"), "/conferences"),
        (_("Contrats"), "/contrats"),
        (_("Interpellations"), "/interpellations"),
        (_("Calendrier"), "/calendrier"),
        (_("Décisions"), "/decisions"),
        (_("Journal"), "/journal"),
    ]
    return [
        {
            "label": label,
            "href": href,
            "current": request.path == href or (href != "/" and request.path.startswith(f"{href}/")),
        }
        for label, href in entries
    ]


def install(app: Flask) -> None:
    """Give every template its layout's context."""

    @app.context_processor
    def _context() -> dict[str, Any]:
        return {"navigation": navigation(), "actor": current_actor()}
