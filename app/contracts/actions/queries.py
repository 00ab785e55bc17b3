"""The named reads of actions; what a page shows is loaded here, never by a template."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, literal, select, text, union_all
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from app.contracts.loading import find_action
from app.contracts.models import (
    Action,
    ActionUpdate,
    Axis,
    Contract,
    ContractDocument,
    ContractIndicator,
    Rider,
    Scheme,
)
from app.contracts.words import RiderState
from app.foundation.actors import Actor
from app.sittings.models import StoredFile


@dataclass(frozen=True, kw_only=True)
class DocumentLine:
    """A document without its bytes."""

    id: int
    name: str
    size: int
    media_type: str
    public: bool


def actions_of(session: Session, contract_id: int) -> list[Action]:
    """Return the actions of a contract in their order, with what a line of them shows."""
    return list(
        session.scalars(
            select(Action)
            .where(Action.contract_id == contract_id)
            .options(
                joinedload(Action.owner),
                joinedload(Action.contract),
                selectinload(Action.places),
                selectinload(Action.funding),
                selectinload(Action.milestones),
            )
            .order_by(Action.rank, Action.id)
        )
    )


def axes_of(session: Session, contract_id: int) -> list[Axis]:
    """Return the axes of a contract in their order."""
    return list(session.scalars(select(Axis).where(Axis.contract_id == contract_id).order_by(Axis.rank, Axis.id)))


def sheet_of(session: Session, actor: Actor, code: str) -> Action:
    """Return an action with all that its sheet shows but history and documents, or raise `NotFound`."""
    return find_action(
        session,
        actor,
        code,
        joinedload(Action.owner),
        joinedload(Action.axis),
        joinedload(Action.parent),
        joinedload(Action.contract).joinedload(Contract.scheme),
        joinedload(Action.partners),
        joinedload(Action.places),
        selectinload(Action.funding),
        selectinload(Action.milestones),
        selectinload(Action.indicators).joinedload(ContractIndicator.values),
    )


def parts_of(session: Session, action_id: int) -> list[Action]:
    """Return the actions that are part of one, in their order."""
    return list(session.scalars(select(Action).where(Action.parent_id == action_id).order_by(Action.rank, Action.id)))


def schemes_of(session: Session, codes: Sequence[str]) -> list[Scheme]:
    """Return the schemes that an action is attached to besides its contract's (P1); no read when there is none."""
    return list(session.scalars(select(Scheme).where(Scheme.code.in_(codes)).order_by(Scheme.name))) if codes else []


def history_of(session: Session, action_id: int, most: int = 200) -> list[ActionUpdate]:
    """Return the last lines of an action's history, the newest first."""
    lines = select(ActionUpdate).where(ActionUpdate.action_id == action_id)
    return list(session.scalars(lines.order_by(ActionUpdate.id.desc()).limit(most)))


def history_since(session: Session, action_id: int, version: int) -> list[ActionUpdate]:
    """Return what was done to an action after the version that somebody saw, the oldest first."""
    lines = select(ActionUpdate).where(ActionUpdate.action_id == action_id, ActionUpdate.version > version)
    return list(session.scalars(lines.order_by(ActionUpdate.version, ActionUpdate.id)))


def first_due(history: Sequence[ActionUpdate]) -> str:
    """Return the due date first written for an action whose date has moved; empty when it never had another."""
    return next((line.changes["due"][0] for line in reversed(history) if line.changes.get("due", [""])[0]), "")


def documents_of(session: Session, action_id: int, *, all: bool) -> list[DocumentLine]:
    """Return the documents of an action; those kept to the parties only when `all`."""
    wanted = select(
        ContractDocument.id, ContractDocument.name, StoredFile.size, StoredFile.media_type, ContractDocument.public
    ).join(StoredFile, StoredFile.sha256 == ContractDocument.file_sha256)
    wanted = wanted.where(ContractDocument.action_id == action_id).order_by(ContractDocument.id)
    rows = session.execute(wanted if all else wanted.where(ContractDocument.public))
    return [DocumentLine(id=i, name=n, size=s, media_type=m, public=p) for i, n, s, m, p in rows]


def document_of(session: Session, id: int) -> ContractDocument | None:
    """Return a document with its bytes and its contract's parties."""
    return session.scalars(
        select(ContractDocument)
        .where(ContractDocument.id == id)
        .options(joinedload(ContractDocument.file).options(undefer(StoredFile.content)))
    ).one_or_none()


def contract_with_parties(session: Session, id: int) -> Contract:
    """Return a contract with its parties."""
    return session.get_one(Contract, id, options=[selectinload(Contract.parties)])


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a form about an action offers: the axes, the other actions, the signed riders, each `(id, words)`."""

    axes: Sequence[tuple[int, str]]
    actions: Sequence[tuple[int, str]]
    riders: Sequence[tuple[int, str]]


def choices_for(session: Session, contract_id: int, action_id: int | None) -> Choices:
    """Return what a form about an action of this contract offers, in one read."""
    axes = select(literal("axis"), Axis.id, Axis.title, Axis.rank).where(Axis.contract_id == contract_id)
    actions = select(literal("action"), Action.id, Action.title, Action.rank).where(
        Action.contract_id == contract_id, Action.id != (action_id or 0)
    )
    named = func.concat("Avenant n° ", Rider.number, ", ", Rider.title)
    riders = select(literal("rider"), Rider.id, named, Rider.number).where(
        Rider.contract_id == contract_id, Rider.state == RiderState.SIGNED
    )
    found: dict[str, list[tuple[int, str]]] = {"axis": [], "action": [], "rider": []}
    for kind, id, words, _rank in session.execute(union_all(axes, actions, riders).order_by(text("4"), text("2"))):
        found[kind].append((id, words))
    return Choices(axes=found["axis"], actions=found["action"], riders=found["rider"])
