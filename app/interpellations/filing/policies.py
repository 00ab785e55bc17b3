"""Who may file, correct and withdraw a question, and who decides whether it is admissible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.interpellations import standing
from app.interpellations.words import RequesterKind

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def may_draft(actor: Actor, kind: RequesterKind, contract_id: int, body_id: int | None) -> bool:
    """Une interpellation se dépose en son nom, comme vigie désignée pour ce contrat, ou au nom de son instance."""
    if not actor.signed_in:
        return False
    if kind is RequesterKind.BODY:
        return body_id in actor.bodies_of()
    return kind is RequesterKind.CITIZEN or actor.watches(contract_id, body_id)


def may_change_file(actor: Actor, file: Interpellation) -> bool:
    """Seule la personne ou l’instance qui interpelle modifie, dépose ou retire sa question."""
    return standing.is_requester(actor, file)


def may_decide_admissibility(actor: Actor, file: Interpellation) -> bool:
    """La recevabilité est décidée par le secrétariat de la conférence."""
    return standing.is_secretariat(actor, file)
