"""The only writers of what names mean: a name is linked everywhere at once, and remembered for the next import."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select, union_all, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute

from app.contracts.actions.rollups import refresh_rollups
from app.contracts.importing.recognition import Recognised
from app.contracts.importing.rows import perimeter_kind, side_of
from app.contracts.models import (
    Action,
    ActionPartner,
    ActionPlace,
    Contract,
    ContractParty,
    ContractPlace,
    FundingLine,
    NameAlias,
    OutsideProject,
    TerritoryFigure,
)
from app.contracts.policies import may_keep_names, may_recognise_name
from app.contracts.words import Side
from app.foundation.database import Model, among
from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.naming import search_form

from .events import NameRecognised, NameSetAside

Where = tuple[type[Model], InstrumentedAttribute[str], InstrumentedAttribute[int | None]]
UNDER_ACTIONS: Final[tuple[Where, ...]] = (
    (ActionPartner, ActionPartner.name, ActionPartner.institution_id),
    (ActionPlace, ActionPlace.name, ActionPlace.institution_id),
    (FundingLine, FundingLine.funder_name, FundingLine.funder_id),
)
UNDER_CONTRACTS: Final[tuple[Where, ...]] = (
    (ContractParty, ContractParty.name, ContractParty.institution_id),
    (ContractPlace, ContractPlace.name, ContractPlace.institution_id),
    (Action, Action.owner_name, Action.owner_id),
)
ELSEWHERE: Final[tuple[Where, ...]] = (
    (OutsideProject, OutsideProject.owner_name, OutsideProject.owner_id),
    (TerritoryFigure, TerritoryFigure.territory, TerritoryFigure.institution_id),
)


def recognise_name(work: UnitOfWork, *, name: str, institution: Institution) -> int:
    """Link a name to an institution wherever it stands unrecognised; return in how many contracts."""
    work.allow(may_keep_names)
    work.allow(may_recognise_name, institution.id)
    written = _written(work, name)
    contract_ids = _contracts_with(work, written)
    _hold(work, contract_ids)
    for entity, column, link in (*UNDER_ACTIONS, *UNDER_CONTRACTS, *ELSEWHERE):
        values = {link.key: institution.id}
        work.session.execute(update(entity).where(column.in_(written), link.is_(None)).values(values))
    _seat_parties(work, contract_ids, institution)
    _bound_perimeters(work, contract_ids)
    _remember(work, name, institution.id)
    work.record(
        NameRecognised(
            name=name, institution_id=institution.id, institution=institution.name, contracts=len(contract_ids)
        )
    )
    refresh_rollups(work, contract_ids)
    return len(contract_ids)


def set_name_aside(work: UnitOfWork, *, name: str) -> None:
    """Remember that a name is no institution, so that the desk is not asked again."""
    work.allow(may_keep_names)
    _written(work, name)
    _remember(work, name, None)
    work.record(NameSetAside(name=name))


def _written(work: UnitOfWork, name: str) -> list[str]:
    """Return the ways texts here write the name (case, accents, apostrophes), or refuse a name nobody writes."""
    form = search_form(name)
    every = union_all(
        *(select(column.label("name")).where(link.is_(None)).distinct() for _, column, link in _all())
    ).subquery()
    found = sorted({said for (said,) in work.session.execute(select(every.c.name)) if search_form(said) == form})
    if not form or not found:
        raise Refused("Ce nom n’est pas de ceux qui restent à reconnaître.")
    return found


def _all() -> tuple[Where, ...]:
    return (*UNDER_ACTIONS, *UNDER_CONTRACTS, *ELSEWHERE)


def _contracts_with(work: UnitOfWork, written: Sequence[str]) -> list[int]:
    ids: set[int] = set()
    for entity, column, link in UNDER_CONTRACTS:
        of = entity.__table__.c.contract_id
        ids.update(work.session.scalars(select(of).where(column.in_(written), link.is_(None))))
    for entity, column, link in UNDER_ACTIONS:
        query = select(Action.contract_id).join(entity, entity.__table__.c.action_id == Action.id)
        ids.update(work.session.scalars(query.where(column.in_(written), link.is_(None))))
    return sorted(ids)


def _hold(work: UnitOfWork, contract_ids: Sequence[int]) -> None:
    held = select(Contract.id).where(among(Contract.id, contract_ids)).order_by(Contract.id)
    work.session.execute(held.with_for_update(key_share=True)).all()


def _seat_parties(work: UnitOfWork, contract_ids: Sequence[int], institution: Institution) -> None:
    """Give a party its side of the table, which nobody could know while its name meant nobody."""
    seated = update(ContractParty).where(
        among(ContractParty.contract_id, contract_ids),
        ContractParty.institution_id == institution.id,
        ContractParty.side == Side.OTHER,
    )
    work.session.execute(seated.values(side=side_of(institution.kind)))


def _bound_perimeters(work: UnitOfWork, contract_ids: Sequence[int]) -> None:
    """Say which kind of perimeter a contract has, once its last place is recognised (R1.3)."""
    places = select(ContractPlace.contract_id, Institution.id, Institution.kind).outerjoin(
        Institution, Institution.id == ContractPlace.institution_id
    )
    found: dict[int, list[Recognised | None]] = {}
    for contract_id, id, kind in work.session.execute(places.where(among(ContractPlace.contract_id, contract_ids))):
        found.setdefault(contract_id, []).append(Recognised(id, kind) if id is not None else None)
    for contract_id, known in found.items():
        bounded = update(Contract).where(Contract.id == contract_id, Contract.perimeter_kind.is_(None))
        kind_now = perimeter_kind(list(known))
        if kind_now is not None:
            work.session.execute(bounded.values(perimeter_kind=kind_now))


def _remember(work: UnitOfWork, name: str, institution_id: int | None) -> None:
    row = {"search_name": search_form(name), "institution_id": institution_id, "added_by_id": work.actor.person_id}
    known = insert(NameAlias).values(row)
    changed = {"institution_id": known.excluded.institution_id, "added_by_id": known.excluded.added_by_id}
    work.session.execute(known.on_conflict_do_update(index_elements=["search_name"], set_=changed))
