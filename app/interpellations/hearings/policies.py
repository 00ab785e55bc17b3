"""Who answers a request to be heard, who asks again, what time does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def may_answer_hearing(actor: Actor, file: Interpellation) -> bool:
    """Seule la présidence de la conférence inscrit une audition à l’ordre du jour, ou la refuse."""
    return standing.is_chair(actor, file)


def may_ask_again(actor: Actor, file: Interpellation) -> bool:
    """Seule la personne ou l’instance qui a interpellé redemande à être entendue."""
    return standing.is_requester(actor, file)


def may_use_pass(actor: Actor, person_id: int) -> bool:
    """Ce lien est personnel : il ne fait entrer que la personne convoquée."""
    return actor.person_id == person_id


def may_take_guest_place(actor: Actor, file: Interpellation) -> bool:
    """Cette place en séance est celle de la personne convoquée, et de personne d’autre."""
    return actor.person_id is not None and actor.person_id == file.requester_id


def may_keep_hearings(actor: Actor) -> bool:
    """Seul le service automatique propose les auditions aux ordres du jour."""
    return actor.system
