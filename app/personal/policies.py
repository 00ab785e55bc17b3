"""Who takes personal data away, and who has them forgotten. The docstring is what the refused person reads."""

from datetime import datetime

from app.foundation.actors import Actor
from app.people.rules import is_fresh


def may_export_data(actor: Actor, person_id: int, now: datetime) -> bool:
    """Confirmez d’abord que c’est bien vous : reconnectez-vous, puis recommencez dans la demi-heure."""
    shown = actor.sign_in is not None and is_fresh(actor.sign_in.proved_at, now)
    return actor.system or (actor.person_id == person_id and shown)


def may_erase_account(actor: Actor, person_id: int, now: datetime) -> bool:
    """Un compte s’efface par sa personne, qui vient de confirmer que c’est bien elle, ou par le service automatique."""
    return may_export_data(actor, person_id, now)


def may_anonymise(actor: Actor) -> bool:
    """Seul le service automatique oublie ce dont la durée est passée."""
    return actor.system
