"""Where an actor stands before a file: requester, secretariat, service that answers, or anybody. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor, CapacityKind
from app.interpellations.words import InterpellationState, RequesterKind

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def was_filed(file: Interpellation) -> bool:
    """Tell whether the question was filed once: neither a draft nor one that was taken back, which has no number."""
    return file.state is not InterpellationState.DRAFT and file.number is not None


def is_requester(actor: Actor, file: Interpellation) -> bool:
    """Tell whether the actor speaks for who asks: themselves, their body, or as the watcher they still are.

    What a watcher filed belongs to the body that sent them: its officers follow it, above all once the watch is over.
    """
    own = actor.person_id is not None and actor.person_id == file.requester_id
    for_body = file.body_id is not None and file.body_id in actor.bodies_of()
    if file.requester_kind is RequesterKind.BODY:
        return for_body
    if file.requester_kind is RequesterKind.WATCHER and was_filed(file):
        return for_body or (own and actor.watches(file.contract_id, file.body_id))
    return own


def is_secretariat(actor: Actor, file: Interpellation) -> bool:
    """Tell whether the actor keeps the register: secretariat of the contract's conference, or the platform."""
    conference_id = file.contract.conference_id
    if conference_id is None:
        return any(c.kind is CapacityKind.SECRETARY for c in actor.capacities)
    return actor.holds(conference_id, CapacityKind.SECRETARY)


def is_chair(actor: Actor, file: Interpellation) -> bool:
    """Tell whether the actor presides the conference of the contract."""
    conference_id = file.contract.conference_id
    return conference_id is not None and actor.holds(conference_id, CapacityKind.CHAIR)


def answers_for(actor: Actor, file: Interpellation) -> bool:
    """Tell whether the actor is the contract officer of the institution that must answer."""
    return file.service_id is not None and file.service_id in actor.officer_for()


def at_desk(actor: Actor, file: Interpellation) -> bool:
    """Tell whether the actor works on the file: secretariat, service that answers, chair, or the system."""
    return actor.system or is_secretariat(actor, file) or answers_for(actor, file) or is_chair(actor, file)
