"""What the desk's alerts are drawn from, among the contracts it keeps. Each alert explains itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, select, true, union_all
from sqlalchemy.orm import Session

from app.conferences.models import Conference, Finalite
from app.contracts.models import (
    Action,
    ActionPlace,
    Axis,
    Contract,
    ContractFinalite,
    ContractOfficer,
    ContractParty,
    ContractReview,
    DistinctActions,
    Theme,
)
from app.contracts.rules.duplicates import Duplicate, Sketch, duplicates
from app.contracts.rules.life import SIGNED_TEXT
from app.contracts.standing import DESK
from app.contracts.words import ReviewState
from app.foundation.actors import Actor
from app.foundation.database import among
from app.institutions.models import Institution

from .alike import may_be_twins

MOST = 100


def kept_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a contract is at this actor's desk; the platform sees them all."""
    if actor.administrator or actor.system:
        return true()
    conferences = {c.conference_id for c in actor.capacities if c.kind in DESK and c.conference_id is not None}
    signed = select(ContractParty.contract_id).where(ContractParty.institution_id.in_(actor.officer_for()))
    found = [Contract.conference_id.in_(conferences)] if conferences else []
    return or_(false(), *found, *([Contract.id.in_(signed)] if actor.officer_for() else []))


@dataclass(frozen=True, kw_only=True)
class Twin:
    """A probable duplicate with the two actions and their contracts."""

    found: Duplicate
    first: Any
    second: Any


def twins(session: Session, kept: ColumnElement[bool]) -> list[Twin]:
    """Return the probable duplicates in which a kept contract has a part. Four reads."""
    alike = may_be_twins(session, kept)
    if not alike:
        return []
    rows = session.execute(
        select(Action.id, Action.title, Action.parent_id, Institution.id, Institution.name, Axis.title, Theme.title)
        .select_from(ActionPlace)
        .join(Action, Action.id == ActionPlace.action_id)
        .join(Institution, Institution.id == ActionPlace.institution_id)
        .outerjoin(Axis, Axis.id == Action.axis_id)
        .outerjoin(Theme, Theme.id == Action.theme_id)
        .where(among(Action.id, sorted(alike)))
        .order_by(Action.id)
    )
    sketches = [
        Sketch(id=id, title=title, whole_id=whole, place_id=place_id, place=place, theme=theme or axis or "")
        for id, title, whole, place_id, place, axis, theme in rows
    ]
    settled = session.execute(select(DistinctActions.first_id, DistinctActions.second_id))
    found = duplicates(sketches, [(first, second) for first, second in settled], most=MOST)
    about = _about(session, kept, {id for one in found for id in (one.first_id, one.second_id)})
    return [
        Twin(found=one, first=about[one.first_id], second=about[one.second_id])
        for one in found
        if one.first_id in about and one.second_id in about and (about[one.first_id].kept or about[one.second_id].kept)
    ]


def _about(session: Session, kept: ColumnElement[bool], ids: set[int]) -> dict[int, Any]:
    if not ids:
        return {}
    rows = session.execute(
        select(
            Action.id, Action.code, Action.title, Contract.title.label("contract"), Contract.slug, kept.label("kept")
        )
        .join(Contract, Contract.id == Action.contract_id)
        # The other contract may be one that this desk may not read.
        .where(Action.id.in_(ids), or_(kept, Contract.public))
    )
    return {row.id: row for row in rows}


@dataclass(frozen=True, kw_only=True)
class Uncovered:
    """A field that no action covers, wholly or on part of the perimeter."""

    title: str
    slug: str
    contract: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Unserved:
    """A finalité in force that no contract in force serves."""

    title: str
    slug: str
    conference: str


def empty_fields(session: Session, actor: Actor, kept: ColumnElement[bool]) -> tuple[list[Uncovered], list[Unserved]]:
    """Return the axes, themes and finalités of contracts that no action serves, and the finalités without contract."""
    asked = union_all(
        _without("Axe", Axis, Action.axis_id).where(kept),
        _without("Thème", Theme, Action.theme_id).where(kept),
        _without_finalite().where(kept),
        _unserved(actor),
    ).subquery()
    rows = session.execute(select(asked).order_by(asked.c.of, asked.c.title).limit(MOST)).all()
    uncovered = [
        Uncovered(title=f"{what} « {title} »", slug=slug, contract=of, why="Aucune action du contrat n’y répond.")
        for what, title, slug, of in rows
        if what
    ]
    return uncovered, [Unserved(title=title, slug=slug, conference=of) for what, title, slug, of in rows if not what]


def _without(what: str, field: Any, column: Any) -> Select[Any]:
    return (
        select(literal(what).label("what"), field.title.label("title"), Contract.slug.label("slug"), _named())
        .select_from(field)
        .join(Contract, Contract.id == field.contract_id)
        .where(~select(Action.id).where(column == field.id).correlate(field).exists())
        # A contract of which no action is known is not uncovered: it is unknown.
        .where(Contract.state.in_(SIGNED_TEXT), Contract.id.in_(select(Action.contract_id)))
    )


def _named() -> ColumnElement[str]:
    return Contract.title.label("of")


def _without_finalite() -> Select[str, str, str, str]:
    own = select(Action.id).where(Action.contract_id == Contract.id)
    return (
        select(literal("Finalité"), Finalite.title, Contract.slug, _named())
        .select_from(ContractFinalite)
        .join(Finalite, Finalite.id == ContractFinalite.finalite_id)
        .join(Contract, Contract.id == ContractFinalite.contract_id)
        .where(
            ContractFinalite.detached_at.is_(None),
            Contract.state.in_(SIGNED_TEXT),
            ~own.where(Action.finalite_id == Finalite.id).correlate(Contract, Finalite).exists(),
            # Where no action says which finalité it serves, nothing can be said of one in particular.
            own.where(Action.finalite_id.is_not(None)).correlate(Contract).exists(),
        )
    )


def _unserved(actor: Actor) -> Select[str, str, str, str]:
    conferences = {c.conference_id for c in actor.capacities if c.kind in DESK and c.conference_id is not None}
    whose = true() if actor.administrator or actor.system else Finalite.conference_id.in_(conferences)
    serving = (
        select(ContractFinalite.finalite_id)
        .join(Contract, Contract.id == ContractFinalite.contract_id)
        .where(ContractFinalite.detached_at.is_(None), Contract.state.in_(SIGNED_TEXT))
    )
    return (
        select(literal(""), Finalite.title, Conference.slug, Conference.name)
        .join(Conference, Conference.id == Finalite.conference_id)
        .where(whose, Finalite.ended_at.is_(None), Finalite.id.not_in(serving))
    )


def without_officer(session: Session, kept: ColumnElement[bool], today: date) -> list[tuple[str, str, list[str]]]:
    """Return the contracts in force with the parties of the directory that have named no officer. One read."""
    named = select(ContractOfficer.institution_id).where(
        ContractOfficer.starts_on <= today, or_(ContractOfficer.ends_on.is_(None), ContractOfficer.ends_on > today)
    )
    rows = session.execute(
        select(Contract.slug, Contract.title, func.array_agg(ContractParty.name))
        .join(ContractParty, ContractParty.contract_id == Contract.id)
        .where(
            kept,
            Contract.state.in_(SIGNED_TEXT),
            ContractParty.institution_id.is_not(None),
            ContractParty.institution_id.not_in(named),
        )
        .group_by(Contract.id)
        .order_by(func.count().desc(), Contract.search)
        .limit(MOST)
    )
    return [(slug, title, sorted(names)) for slug, title, names in rows]


def missed_reviews(session: Session, kept: ColumnElement[bool]) -> list[Any]:
    """Return the reviews that were missed and are still to be held (R16.3). One read."""
    rows = session.execute(
        select(ContractReview.id, ContractReview.title, ContractReview.due_on, Contract.slug, Contract.title)
        .join(Contract, Contract.id == ContractReview.contract_id)
        .where(kept, ContractReview.state == ReviewState.MISSED)
        .order_by(ContractReview.due_on)
        .limit(MOST)
    )
    return list(rows)
