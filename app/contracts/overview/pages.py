"""The overview of contracts (R1.4): one address holds the whole selection."""

from dataclasses import replace
from datetime import datetime
from math import ceil
from typing import Any

from flask import redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.contracts.alerts.policies import may_see_alerts
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.state_words import STATE_MARKS, STATES
from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.institutions import queries as directory
from app.institutions.words import InstitutionKind, Level
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import queries, views
from .asked import LATE, ORDERS, Asked
from .choices import Choices, choices, names_of
from .conditions import Selection, readable_by, selection

PLACES = tuple(InstitutionKind(level.value) for level in Level)


@blueprint.get("/contrats")
@public  # `readable_by` decides which contracts each person sees
def overview() -> str | Response:
    """Show the contracts of a selection with their parties, money, actions and next dates."""
    asked, typed = Asked.read(request.args), request.args.get("lieu", "").replace("\x00", "").strip()[:200]
    with reading() as session:
        found = directory.search(session, typed, kinds=PLACES, limit=8) if typed else []
        if len(found) == 1:
            return redirect(asked.href(territoire=found[0].institution.id), 303)
        chosen = selection(session, current_actor(), asked)
        return render_template(
            "pages/contracts/overview.html",
            **frame_of(session, chosen),
            **_list(session, chosen),
            places=found,
            typed=typed,
        )


def frame_of(session: Session, chosen: Selection) -> dict[str, Any]:
    """What the list, the charts and the map of a selection share: filters, chips, sums."""
    asked, actor = chosen.asked, current_actor()
    offered = _offered(session, actor, chosen)
    totals = queries.totals(session, chosen)
    return {
        "asked": asked,
        "offered": offered,
        "states": [(state.value, words) for state, words in STATES.items()],
        "late_words": list(LATE.items()),
        "chips": views.chips(asked, offered),
        "totals": totals,
        "pages": max(1, ceil(totals.contracts / queries.PAGE)),
        "sums": views.sums(totals),
        "lens": chosen.lens,
        "at_a_desk": may_see_alerts(actor),
        "views": views_of(asked),
        "health_cell": views.health_cell,
        "around_words": views.around_words,
    }


def _offered(session: Session, actor: Actor, chosen: Selection) -> Choices:
    """Return the options of the filters; what they are for everybody is counted at most once a minute."""
    known = {chosen.lens.territory.id: chosen.lens.territory.name} if chosen.lens else {}
    asked = chosen.asked
    named = {id for id in (asked.territoire, asked.institution, asked.financeur) if id and id not in known}
    if actor.signed_in:
        found = choices(session, readable_by(actor), named)
        return replace(found, names=known | found.names)
    minute = house().units.clock().replace(second=0, microsecond=0)
    kept: tuple[datetime, Choices] | None = house().notes.get("contract_choices")
    if kept is None or kept[0] != minute:
        kept = (minute, choices(session, readable_by(actor), set()))
        house().notes["contract_choices"] = kept
    return replace(kept[1], names=known | names_of(session, named))


def _list(session: Session, chosen: Selection) -> dict[str, Any]:
    rows = queries.rows(session, chosen, local_date(house().units.clock()))
    return {
        "rows": rows,
        "orders": list(ORDERS.items()),
        "marks": STATE_MARKS,
        "state_words": STATES,
        "parties_of": views.parties_of,
        "money_of": views.money_of,
    }


def views_of(asked: Asked) -> list[dict[str, Any]]:
    """Return the views of a selection, as tabs: the same filters, shown otherwise."""
    known = [(_("Liste"), "/contrats"), (_("Graphiques"), "/contrats/graphiques"), (_("Carte"), "/contrats/carte")]
    return [
        {"label": label, "href": asked.whole().href(path), "current": request.path == path} for label, path in known
    ]
