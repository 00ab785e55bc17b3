"""Axes whose actions are only on part of the perimeter (R6.2)."""

from collections import defaultdict

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.contracts.models import Action, ActionPlace, Axis, Contract, ContractPlace
from app.contracts.rules.life import SIGNED_TEXT
from app.foundation.french import count, listing
from app.institutions.models import InstitutionPart

from .queries import MOST, Uncovered

NAMED = 6


def partly_covered(session: Session, kept: ColumnElement[bool]) -> list[Uncovered]:
    """Return the axes with no action on some parts of the perimeter. Two reads.

    Only where every action of the axis says where it takes place: otherwise nobody knows.
    """
    places = _perimeters(session, kept)
    if not places:
        return []
    found = []
    for (axis, slug, contract, contract_id), covered in _axes(session, list(places)).items():
        if None in covered:
            continue
        missing = [name for id, name in places[contract_id].items() if id not in covered]
        if missing and len(missing) < len(places[contract_id]):
            found.append(_alert(axis, slug, contract, missing, len(places[contract_id])))
    return sorted(found, key=lambda one: one.contract)[:MOST]


def _alert(axis: str, slug: str, contract: str, missing: list[str], of: int) -> Uncovered:
    shown = missing[:NAMED]
    if len(missing) > NAMED:
        shown.append(count(len(missing) - NAMED, "autre"))
    return Uncovered(
        title=f"Axe « {axis} »",
        slug=slug,
        contract=contract,
        why=f"Aucune action sur {len(missing)} des {of} parties du périmètre : {listing(shown)}.",
    )


def _perimeters(session: Session, kept: ColumnElement[bool]) -> dict[int, dict[int, str]]:
    """The recognised parts of the perimeter of each contract in force that has several."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    rows = session.execute(
        select(ContractPlace.contract_id, ContractPlace.institution_id, ContractPlace.name)
        .join(Contract, Contract.id == ContractPlace.contract_id)
        .where(kept, Contract.state.in_(SIGNED_TEXT), ContractPlace.institution_id.is_not(None))
        .order_by(ContractPlace.contract_id, ContractPlace.rank)
    )
    for contract_id, place_id, name in rows:
        found[contract_id][place_id or 0] = name
    return {id: places for id, places in found.items() if len(places) > 1}


def _axes(session: Session, contract_ids: list[int]) -> dict[tuple[str, str, str, int], set[int | None]]:
    """The places of each axis's actions and what contains them; None for an action whose place is not known."""
    found: defaultdict[tuple[str, str, str, int], set[int | None]] = defaultdict(set)
    rows = session.execute(
        select(
            *(Axis.title, Contract.slug, Contract.title, Contract.id),
            *(ActionPlace.institution_id, InstitutionPart.whole_id, InstitutionPart.part_id),
        )
        .select_from(Action)
        .join(Axis, Axis.id == Action.axis_id)
        .join(Contract, Contract.id == Action.contract_id)
        .outerjoin(ActionPlace, ActionPlace.action_id == Action.id)
        .outerjoin(
            InstitutionPart,
            (InstitutionPart.part_id == ActionPlace.institution_id)
            | (InstitutionPart.whole_id == ActionPlace.institution_id),
        )
        .where(Contract.id.in_(contract_ids))
    )
    for axis, slug, title, id, place, whole, part in rows:
        found[(axis, slug, title, id)] |= {place, *({whole, part} if place and whole else set())}
    return found
