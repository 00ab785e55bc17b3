"""Who answers, who judges the answer, who follows what it promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import AnswerCommitment, Interpellation


def may_answer(actor: Actor, file: Interpellation) -> bool:
    """Seule l’institution désignée répond, par son référent contractualisation."""
    return standing.answers_for(actor, file)


def may_judge(actor: Actor, file: Interpellation) -> bool:
    """Seule la personne ou l’instance qui a interpellé dit ce qu’elle pense de la réponse."""
    return standing.is_requester(actor, file)


def may_update_commitment(actor: Actor, file: Interpellation, commitment: AnswerCommitment) -> bool:
    """Un engagement est suivi par l’institution qui l’a pris ou par le secrétariat."""
    return commitment.owner_id in actor.officer_for() or standing.is_secretariat(actor, file)
