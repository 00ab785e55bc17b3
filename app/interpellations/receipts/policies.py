"""Who says how a service is reached, and who sends receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor, CapacityKind
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def may_acknowledge(actor: Actor, file: Interpellation) -> bool:
    """L’accusé de réception est envoyé par le secrétariat ou par le service automatique."""
    return actor.system or standing.is_secretariat(actor, file)


def may_set_contact(actor: Actor, institution_id: int, concerned: frozenset[int]) -> bool:
    """Les coordonnées d’un service sont tenues par son référent, ou par le secrétariat d’une conférence concernée."""
    secretary = any(
        c.kind is CapacityKind.SECRETARY and (not concerned or c.conference_id in concerned) for c in actor.capacities
    )
    return secretary or actor.administrator or actor.system or institution_id in actor.officer_for()
