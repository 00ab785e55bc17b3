"""Who sees « Mes contrats », each watcher their own, and keeps a mark of what they have seen."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def may_mark_seen(actor: Actor) -> bool:
    """Marquer ce que l’on a lu demande un compte."""
    return actor.signed_in


def may_watch_contract(actor: Actor, contract_id: int, watching: frozenset[int]) -> bool:
    """Vous ne suivez pas ce contrat comme vigie."""
    return actor.watches(contract_id) or bool(actor.bodies_of() & watching)


def may_follow_own_file(actor: Actor, file: "Interpellation") -> bool:
    """Cette interpellation n’est pas la vôtre."""
    return standing.is_requester(actor, file)
