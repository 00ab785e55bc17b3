"""What every page of one contract shares: its head, its tabs, and the accent of its conference."""

from typing import Any

from flask import g, request
from flask_babel import gettext as _

from app.conferences.pages.accent import accent_href
from app.contracts import standing
from app.contracts.models import Contract
from app.web.identity import current_actor


def frame(contract: Contract) -> dict[str, Any]:
    """Return what `pages/contracts/frame.html` needs; dates are then written in the conference's zone."""
    conference = contract.conference
    if conference is not None:
        g.timezone = conference.timezone
    return {
        "contract": contract,
        "tabs_of_contract": tabs_of(contract),
        "accent_href": accent_href(conference.id, conference.accent) if conference else None,
    }


def tabs_of(contract: Contract) -> list[dict[str, Any]]:
    """Return the views of a contract, those of its desk only for whom it concerns."""
    home = f"/contrats/{contract.slug}"
    views = [
        (_("L’essentiel"), home),
        (_("Actions"), f"{home}/actions"),
        (_("Argent"), f"{home}/argent"),
        (_("Texte"), f"{home}/texte"),
        (_("Revues"), f"{home}/revues"),
    ]
    if standing.inside(current_actor(), contract):
        views.append((_("Bureau"), f"{home}/bureau"))
    here = request.path
    return [
        {"label": label, "href": href, "current": here == href or (href != home and here.startswith(f"{href}/"))}
        for label, href in views
    ]
