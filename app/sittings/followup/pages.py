"""Decisions and commitments, as pages, CSV and Atom."""

import csv
import io
from math import ceil
from typing import Any

from flask import Blueprint, Response, render_template, request
from sqlalchemy.orm import Session

from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.sittings.decisions.policies import may_update_commitment
from app.sittings.policies import may_read_decision
from app.sittings.rules.commitments import STATE_WORDS, TRANSITIONS, standing
from app.sittings.rules.commitments import sentence as standing_sentence
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import promised, queries

blueprint = Blueprint("followup", __name__)
LONGEST = 200
MISSING = "Cette décision n’existe pas, ou n’est pas publique."


def _asked() -> queries.Asked:
    year = request.args.get("annee", type=int)
    return queries.Asked(
        conference=request.args.get("conference", "")[:LONGEST].replace("\x00", ""),
        year=year if year and 1900 < year < 3000 else None,
        words=request.args.get("q", "").strip()[:LONGEST].replace("\x00", ""),
    )


@blueprint.get("/decisions")
@public
def decisions() -> str:
    """Show the public decisions, restricted by what the address asks."""
    asked = _asked()
    page = min(100_000, max(1, request.args.get("page", default=1, type=int)))
    with reading() as session:
        rows, total = queries.decisions(session, asked, page)
        return render_template(
            "pages/decisions/decisions.html",
            rows=rows,
            total=total,
            page=page,
            pages=max(1, ceil(total / queries.PAGE)),
            asked=asked,
            years=[(year, str(year)) for year in queries.years(session)],
            conferences=queries.conference_names(session),
        )


@blueprint.get("/decisions.atom")
@public
def feed() -> Response:
    """Give the last public decisions as an Atom feed."""
    with reading() as session:
        rows, _ = queries.decisions(session, _asked(), 1)
        body = render_template(
            "pages/decisions/decisions.atom.xml", rows=rows, base=house().settings.public_url, now=house().units.clock()
        )
    return Response(body, mimetype="application/atom+xml")


@blueprint.get("/decisions/<int:id>")
@public
def decision(id: int) -> str:
    """Show a decision, its vote and what became of its commitments."""
    with reading() as session:
        found = queries.decision_page(session, id) if id < 2**31 else None
        if found is None:
            raise NotFound(MISSING)
        require(current_actor(), may_read_decision, found.decision, found.sitting, hidden=MISSING)
        return render_template("pages/decisions/decision.html", found=found, **_news(found))


def _news(found: queries.DecisionPage) -> dict[str, Any]:
    actor, today = current_actor(), local_date(house().units.clock())
    commitments = found.decision.commitments
    return {
        "today": today,
        "may_update": {c.id: may_update_commitment(actor, found.sitting, c) for c in commitments},
        "standing": {c.id: standing(c.state, c.due_on, today).value for c in commitments},
        "sentences": {c.id: standing_sentence(c.state, c.due_on, today) for c in commitments},
        "next_states": {c.id: sorted(TRANSITIONS[c.state]) for c in commitments},
        "words": {state.value: word for state, word in STATE_WORDS.items()},
    }


def _commitments(session: Session, page: int | None) -> tuple[list[promised.Promised], int]:
    return promised.commitments(
        session,
        conference=_asked().conference,
        owner=_owner(),
        state=request.args.get("etat", ""),
        today=local_date(house().units.clock()),
        page=page,
    )


def _owner() -> int | None:
    owner = request.args.get("institution", type=int)
    return owner if owner and 0 < owner < 2**31 else None


@blueprint.get("/engagements")
@public
def commitments() -> str:
    """Show what is owed, by whom and for when, wherever it was promised; what is overdue first."""
    today, page = local_date(house().units.clock()), min(100_000, max(1, request.args.get("page", default=1, type=int)))
    with reading() as session:
        rows, total = _commitments(session, page)
        return render_template(
            "pages/decisions/commitments.html",
            rows=[(row, standing(row.state, row.due_on, today).value) for row in rows],
            notes=promised.notes_on(session, rows),
            mine={c.institution_id for c in current_actor().capacities},
            total=total,
            page=page,
            pages=max(1, ceil(total / promised.PAGE)),
            owners=promised.owners(session),
            owner=_owner(),
            state=request.args.get("etat", ""),
            conferences=queries.conference_names(session),
            asked=_asked(),
            query=request.query_string.decode("ascii", "ignore"),
        )


@blueprint.get("/engagements.csv")
@public
def commitments_csv() -> Response:
    """Give the same commitments, every page of them, as CSV (UTF-8, comma, ISO dates)."""
    today = local_date(house().units.clock())
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["origine", "reference", "engagement", "institution", "echeance", "etat"])
    with reading() as session:
        for row in _commitments(session, None)[0]:
            state = standing(row.state, row.due_on, today).value
            cells = [row.origin, row.reference, row.title, row.owner, row.due_on.isoformat(), state]
            writer.writerow([_harmless(cell) for cell in cells])
    headers = {"Content-Disposition": 'attachment; filename="engagements.csv"'}
    return Response(file.getvalue(), mimetype="text/csv", headers=headers)


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
