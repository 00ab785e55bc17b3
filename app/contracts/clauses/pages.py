"""The clause editor: the list of clauses, and one page for each kind, in the contract or in one of its riders."""

from flask import render_template
from sqlalchemy.orm import Session

from app.contracts.clauses.queries.content import around_of, said_clause, said_clauses
from app.contracts.life.pages.frame import desk, entered
from app.contracts.life.pages.riders import rider_numbered
from app.contracts.life.queries.situation import clauses_of, places_of, themes_of
from app.contracts.life.queries.territories import count_by_answer, eligible_territories
from app.contracts.models import Clause, Contract, Rider
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.clauses import FORMS, is_complete
from app.contracts.rules.life import OPEN_TEXT
from app.contracts.words import ClauseKind, RiderState
from app.foundation.errors import NotFound
from app.web.acts import refusal_for
from app.web.house import reading


@blueprint.get("/contrats/<slug>/bureau/clauses")
def desk_clauses(slug: str) -> str:
    """Show the clauses as the text will say them, and those still to be written."""
    with reading() as session:
        contract = entered(session, slug)
        clauses = clauses_of(session, contract.id)
        around = around_of(contract, places_of(session, contract.id), themes_of(session, contract.id))
        return render_template(
            "pages/contracts/desk/clauses.html",
            **desk(contract, "clauses"),
            said=said_clauses(clauses, around),
            ids={clause.title: clause.id for clause in clauses if clause.kind is ClauseKind.FREE},
            incomplete={clause.kind for clause in clauses if not is_complete(clause.kind, clause.fields)},
            forms=FORMS,
        )


@blueprint.get("/contrats/<slug>/bureau/clauses/<kind>", defaults={"clause_id": None})
@blueprint.get("/contrats/<slug>/bureau/clauses/<kind>/<int:clause_id>")
def clause_editor(slug: str, kind: str, clause_id: int | None) -> str:
    """Show the form of a clause of the contract."""
    with reading() as session:
        contract = entered(session, slug)
        return _editor(session, contract, _kind(kind), clause_id, None)


@blueprint.get("/contrats/<slug>/bureau/avenants/<int:number>/clauses/<kind>", defaults={"clause_id": None})
@blueprint.get("/contrats/<slug>/bureau/avenants/<int:number>/clauses/<kind>/<int:clause_id>")
def rider_clause_editor(slug: str, number: int, kind: str, clause_id: int | None) -> str:
    """Show the form of a clause that a rider writes."""
    with reading() as session:
        contract = entered(session, slug)
        return _editor(session, contract, _kind(kind), clause_id, rider_numbered(session, contract, number))


def _kind(word: str) -> ClauseKind:
    try:
        return ClauseKind(word)
    except ValueError as fault:
        raise NotFound("Cette sorte de clause n’existe pas.") from fault


def _editor(session: Session, contract: Contract, kind: ClauseKind, clause_id: int | None, rider: Rider | None) -> str:
    clauses = clauses_of(session, contract.id, rider.id if rider else None)
    clause = _chosen(clauses, kind, clause_id)
    themes = themes_of(session, contract.id)
    places = places_of(session, contract.id)
    around = around_of(contract, places, themes)
    refusal = refusal_for("clause.write")
    judged = []
    if kind is ClauseKind.ASSISTANCE and clause is not None:
        judged = eligible_territories(session, places, clause.fields)
    open_text = contract.state in OPEN_TEXT if rider is None else rider.state is RiderState.DRAFT
    return render_template(
        "pages/contracts/desk/clause.html",
        **desk(contract, "avenants" if rider else "clauses"),
        form=FORMS[kind],
        kind=kind,
        clause=clause,
        fields=_shown(clause, contract, kind, rider, session),
        said=said_clause(clause, around)["paragraphs"] if clause else [],
        rider=rider,
        open_text=open_text,
        stale=bool(refusal and refusal.problem["status"] == 409 and "current_version" in refusal.problem),
        themes=themes,
        judged=judged,
        counts=count_by_answer(judged),
    )


def _chosen(clauses: list[Clause], kind: ClauseKind, clause_id: int | None) -> Clause | None:
    if kind is ClauseKind.FREE:
        if clause_id is None:
            return None
        found = next((one for one in clauses if one.id == clause_id and one.kind is kind), None)
        if found is None:
            raise NotFound("Cette clause n’existe pas ou n’existe plus.")
        return found
    return next((one for one in clauses if one.kind is kind), None)


def _shown(
    clause: Clause | None, contract: Contract, kind: ClauseKind, rider: Rider | None, session: Session
) -> dict[str, object]:
    """Return what the form starts from: what is written; for a new clause of a rider, what the contract says."""
    if clause is not None:
        return clause.fields
    if rider is not None and kind is not ClauseKind.FREE:
        original = next((one for one in clauses_of(session, contract.id) if one.kind is kind), None)
        if original is not None:
            return original.fields
    return {field.name: field.default for field in FORMS[kind].fields if field.default is not None}
