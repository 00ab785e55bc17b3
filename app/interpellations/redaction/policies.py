"""Who hides, and who still reads what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def may_redact(actor: Actor, file: Interpellation) -> bool:
    """Seul le secrétariat masque un passage, une pièce ou un nom du dossier public, avec un motif."""
    return standing.is_secretariat(actor, file)


def may_read_original(actor: Actor, file: Interpellation) -> bool:
    """Ce qui est masqué n’est lu que du secrétariat et de la personne qui a interpellé."""
    return standing.is_secretariat(actor, file) or standing.is_requester(actor, file)
