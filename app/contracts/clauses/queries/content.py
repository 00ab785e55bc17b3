"""The whole text of a contract as it stands in the tables: what is read while it is drafted, and frozen when signed."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

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
    """Return the whole text, JSON-ready: parties, perimeter, finalités, clauses, actions, money. Eleven statements."""
    places = places_of(session, contract.id)
    themes = themes_of(session, contract.id)
    around = around_of(contract, places, themes)
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
        "parties": [_party(party) for party in parties_of(session, contract.id)],
        "perimeter": _perimeter(contract, places),
        "finalites": _finalites(session, contract),
        "axes": [axis.title for axis in _axes(session, contract)],
        "clauses": said_clauses(clauses_of(session, contract.id), around),
        "actions": _actions(session, contract),
        "money": _money(session, contract),
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


def _finalites(session: Session, contract: Contract) -> list[str]:
    running = select(Finalite.title).join(ContractFinalite, ContractFinalite.finalite_id == Finalite.id)
    return list(
        session.scalars(
            running.where(ContractFinalite.contract_id == contract.id, ContractFinalite.detached_at.is_(None)).order_by(
                Finalite.rank, Finalite.id
            )
        )
    )


def _axes(session: Session, contract: Contract) -> Sequence[Axis]:
    return session.scalars(select(Axis).where(Axis.contract_id == contract.id).order_by(Axis.rank)).all()


def _actions(session: Session, contract: Contract) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Action)
        .where(Action.contract_id == contract.id)
        .options(joinedload(Action.axis))
        .order_by(Action.rank, Action.id)
    )
    return [
        {
            "code": action.code,
            "title": action.title,
            "axis": action.axis.title if action.axis else None,
            "owner": action.owner_name,
            "cost_cents": action.cost_cents,
            "cost_qualifier": action.cost_qualifier,
            "due": in_french(action.due),
        }
        for action in rows
    ]


def _money(session: Session, contract: Contract) -> dict[str, Any]:
    """Return the total the text states and what each funder brings, adding only what may be added (P2)."""
    lines = session.scalars(
        select(FundingLine).join(Action, Action.id == FundingLine.action_id).where(Action.contract_id == contract.id)
    )
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
