"""Contracts where another page leaves them a place: the group of a finalité."""

from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from app.conferences.queries.group import GroupView
from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.web.house import house
from app.web.identity import current_actor
from app.web.places import fill

from . import queries, views
from .asked import Asked
from .conditions import selection

SHOWN = 6


def of_group(session: Session, group: GroupView) -> str:
    """Return the contracts that serve the finalité of a group; nothing when none does."""
    return _shown(session, current_actor(), Asked(finalite=group.finalite.id, tri="retard"))


def _shown(session: Session, actor: Actor, asked: Asked) -> str:
    chosen = selection(session, actor, asked)
    rows = queries.rows(session, chosen, local_date(house().units.clock()), most=SHOWN)
    if not rows:
        return ""
    context: dict[str, Any] = {
        "rows": rows,
        "totals": queries.totals(session, chosen),
        "href": asked.href(tri=None),
        "health_cell": views.health_cell,
    }
    return render_template("pages/contracts/place.html", **context)


fill("group", "contracts", of_group)
