"""The whole text of a contract as it stands in the tables: what is read while it is drafted, and frozen when signed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import literal, select, text, union_all
from sqlalchemy.orm import Session

from app.conferences.models import Conference, Finalite
from app.contracts.life.queries.situation import (
    clauses_of,
    contract_span,
    parties_of,
    places_of,
    themes_of,
)
from app.contracts.models import (
    Action,
    Axis,
    Clause,
    Contract,
    ContractFinalite,
    ContractParty,
    ContractPlace,
    FundingLine,
    Rider,
    RiderSignature,
    Scheme,
)
from app.contracts.money.queries.frozen import envelopes_in_text
from app.contracts.rules.amounts import summable
from app.contracts.rules.clauses import FORMS, ORDER
from app.contracts.rules.clauses.sentences import Around, ThemeSaid, paragraphs
from app.contracts.rules.midterm import mid_term
from app.contracts.rules.partial_dates import in_french
from app.contracts.rules.settings import ContractSettings
from app.contracts.rules.texts import key_of
from app.contracts.words import ClauseKind


def content_of(session: Session, contract: Contract) -> dict[str, Any]:
    """Return the whole text, JSON-ready: parties, perimeter, finalités, clauses, actions, money.

    Seven statements for a contract whose parties, scheme and conference are loaded.
    """
    places = places_of(session, contract.id)
    themes = themes_of(session, contract.id)
    around = around_of(contract, places, themes)
    axes, finalites = _titles(session, contract)
    actions, lines = _actions_and_lines(session, contract)
    scheme = session.get(Scheme, contract.scheme_id) if contract.scheme_id else None
    conference = session.get(Conference, contract.conference_id) if contract.conference_id else None
    return {
        "number": 0,
        "title": contract.title,
        "kind": contract.kind.value,
        "nature": contract.nature.value,
        "scheme": scheme.name if scheme else None,
        "conference": conference.name if conference else None,
        "territory": contract.territory,
        "promise": contract.promise,
        "diagnosis": contract.diagnosis,
        **_dates(contract),
        "settings": contract.settings,
        "parties": [_party(party) for party in contract.parties],
        "perimeter": _perimeter(contract, places),
        "finalites": finalites,
        "axes": list(axes.values()),
        "clauses": said_clauses(clauses_of(session, contract.id), around),
        "actions": [_action(action, axes) for action in actions],
        "money": _money(session, contract, lines),
    }


def _dates(contract: Contract) -> dict[str, Any]:
    return {
        "signed_on": contract.signed_on.isoformat() if contract.signed_on else None,
        "signed_at_place": contract.signed_at_place,
        "starts_on": contract.starts_on.isoformat() if contract.starts_on else None,
        "ends_on": contract.ends_on.isoformat() if contract.ends_on else None,
        "first_year": contract.first_year,
        "last_year": contract.last_year,
        "duration_years": f"{contract.duration_years.normalize():f}" if contract.duration_years else None,
    }


def rider_content(session: Session, contract: Contract, rider: Rider) -> dict[str, Any]:
    """Return what a rider writes, with the signatures under it."""
    around = around_of(contract, places_of(session, contract.id), themes_of(session, contract.id))
    signatures = session.scalars(select(RiderSignature).where(RiderSignature.rider_id == rider.id)).all()
    by_party = {signature.party_id: signature for signature in signatures}
    last = max((signature.signed_on for signature in signatures), default=None)
    return {
        "number": rider.number,
        "title": rider.title,
        "reason": rider.reason,
        "signed_on": last.isoformat() if last else None,
        "new_ends_on": rider.new_ends_on.isoformat() if rider.new_ends_on else None,
        "parties": [
            _party(party, signature.signed_on.isoformat(), signature.signatory)
            for party in parties_of(session, contract.id)
            if (signature := by_party.get(party.id)) is not None
        ],
        "clauses": said_clauses(clauses_of(session, contract.id, rider.id), around, menu=False),
        "envelopes": envelopes_in_text(session, contract.id, rider.id),
    }


def around_of(contract: Contract, places: Iterable[ContractPlace], themes: Sequence[ThemeSaid]) -> Around:
    """Return what clauses say of the rest of the contract."""
    span = contract_span(contract)
    share = ContractSettings.from_json(contract.settings).midterm_share
    return Around(
        mid_term_on=mid_term(span, share) if span else None,
        themes=themes,
        priority_places=[place.name for place in places if place.priority],
    )


def said_clauses(clauses: Sequence[Clause], around: Around, *, menu: bool = True) -> list[dict[str, Any]]:
    """Return the clauses with the sentences they make, in the order of a contract; free ones last."""
    said = [said_clause(clause, around) for clause in clauses]
    if menu and around.themes and not any(clause.kind is ClauseKind.MENU for clause in clauses):
        title = FORMS[ClauseKind.MENU].title
        words = paragraphs(ClauseKind.MENU, {}, around=around)
        said.append({"key": "menu", "kind": "menu", "title": title, "fields": {}, "prose": "", "paragraphs": words})
    order = [kind.value for kind in ORDER]
    return sorted(said, key=lambda clause: order.index(clause["kind"]))


def said_clause(clause: Clause, around: Around) -> dict[str, Any]:
    """Return one clause with its sentences."""
    return {
        "key": key_of(clause.kind, clause.title),
        "kind": clause.kind.value,
        "title": clause.title,
        "fields": clause.fields,
        "prose": clause.prose,
        "paragraphs": paragraphs(clause.kind, clause.fields, clause.prose, around),
    }


def _party(party: ContractParty, signed_on: str | None = None, signatory: str = "") -> dict[str, Any]:
    own = party.signed_on.isoformat() if party.signed_on else None
    return {
        "name": party.name,
        "side": party.side.value,
        "institution_id": party.institution_id,
        "pledge_cents": party.pledge_cents,
        "signed_on": signed_on or own,
        "signatory": signatory or party.signatory,
    }


def _perimeter(contract: Contract, places: Sequence[ContractPlace]) -> dict[str, Any]:
    return {
        "kind": contract.perimeter_kind.value if contract.perimeter_kind else None,
        "places": [
            {
                "name": place.name,
                "level": place.institution.kind.value if place.institution else None,
                "code": place.institution.code if place.institution else None,
                "priority": place.priority,
            }
            for place in places
        ],
    }


def _titles(session: Session, contract: Contract) -> tuple[dict[int, str], list[str]]:
    """Return the axes by their identity and the finalités it serves, each in its order. One read."""
    axes = select(literal("axis"), Axis.id, Axis.title, Axis.rank).where(Axis.contract_id == contract.id)
    served = (
        select(literal("finalite"), Finalite.id, Finalite.title, Finalite.rank)
        .join(ContractFinalite, ContractFinalite.finalite_id == Finalite.id)
        .where(ContractFinalite.contract_id == contract.id, ContractFinalite.detached_at.is_(None))
    )
    rows = session.execute(union_all(axes, served).order_by(text("4"), text("2"))).all()
    return (
        {id: title for kind, id, title, _rank in rows if kind == "axis"},
        [title for kind, _id, title, _rank in rows if kind == "finalite"],
    )


def _actions_and_lines(session: Session, contract: Contract) -> tuple[list[Action], list[FundingLine]]:
    """Return the actions in their order, and every funding line. One read."""
    rows = session.execute(
        select(Action, FundingLine)
        .outerjoin(FundingLine, FundingLine.action_id == Action.id)
        .where(Action.contract_id == contract.id)
        .order_by(Action.rank, Action.id, FundingLine.rank, FundingLine.id)
    ).all()
    return list({action.id: action for action, _line in rows}.values()), [
        line for _action, line in rows if line is not None
    ]


def _action(action: Action, axes: Mapping[int, str]) -> dict[str, Any]:
    return {
        "code": action.code,
        "title": action.title,
        "axis": axes.get(action.axis_id or 0),
        "owner": action.owner_name,
        "cost_cents": action.cost_cents,
        "cost_qualifier": action.cost_qualifier,
        "due": in_french(action.due),
    }


def _money(session: Session, contract: Contract, lines: Sequence[FundingLine]) -> dict[str, Any]:
    """Return the total the text states and what each funder brings, adding only what may be added (P2)."""
    funders: dict[str, int] = {}
    for line in lines:
        if summable(line):
            funders[line.funder_name] = funders.get(line.funder_name, 0) + (line.amount_cents or 0)
    ranked = sorted(funders.items(), key=lambda one: (-one[1], one[0]))
    return {
        "total_cents": contract.total_cents,
        "total_qualifier": contract.total_qualifier,
        "funders": [{"name": name, "cents": cents} for name, cents in ranked],
        "envelopes": envelopes_in_text(session, contract.id),
    }
