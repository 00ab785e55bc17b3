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


def may_read_receipt(actor: Actor, file: Interpellation, hidden: bool) -> bool:
    """L’accusé de réception est lu de la personne qui a interpellé, et de ceux qui instruisent le dossier."""
    # It repeats the question as it was filed.
    return may_read_original(actor, file) if hidden else _works_on(actor, file)


def may_read_attachment(actor: Actor, file: Interpellation, public: bool, hidden: bool) -> bool:
    """Cette pièce n’est pas publique : elle est lue de qui l’a jointe, et de ceux qui instruisent le dossier."""
    return public or (may_read_original(actor, file) if hidden else _works_on(actor, file))


def _works_on(actor: Actor, file: Interpellation) -> bool:
    return standing.is_requester(actor, file) or standing.at_desk(actor, file)
