"""The alerts of the contract desk (R6.2, R16.3)."""

from flask import render_template

from app.contracts.pages.blueprint import blueprint
from app.foundation.clock import local_date
from app.foundation.unit_of_work import require
from app.web.house import house, reading
from app.web.identity import current_actor

from . import policies, queries
from .partly import partly_covered


@blueprint.get("/contrats/alertes")
def alerts() -> str:
    """Show what the desk should look at, why, and what mends it."""
    actor, today = current_actor(), local_date(house().units.clock())
    require(actor, policies.may_see_alerts)
    with reading() as session:
        kept = queries.kept_by(actor)
        empty, unserved = queries.empty_fields(session, actor, kept)
        return render_template(
            "pages/contracts/alerts.html",
            missed=queries.missed_reviews(session, kept),
            twins=queries.twins(session, kept),
            uncovered=[*empty, *partly_covered(session, kept)],
            unserved=unserved,
            without=queries.without_officer(session, kept, today),
            most=queries.MOST,
        )
