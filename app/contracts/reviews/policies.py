"""Who asks for a review, holds it and concludes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts import standing
from app.foundation.actors import Actor

if TYPE_CHECKING:
    from app.contracts.models import Contract


def may_trigger_review(actor: Actor, contract: Contract) -> bool:
    """Une revue anticipée est demandée par une partie du contrat : son référent contractualisation."""
    return bool(standing.parties_of(actor, contract))


def may_hold_review(actor: Actor, contract: Contract) -> bool:
    """Une revue est tenue par les référents des parties, la conférence ou le représentant de l’État."""
    return standing.at_desk(actor, contract)


def may_conclude_review(actor: Actor, contract: Contract) -> bool:
    """Une revue est conclue par les référents des parties, la conférence ou le représentant de l’État."""
    return standing.at_desk(actor, contract)


def may_keep_reviews(actor: Actor) -> bool:
    """Les échéances des revues sont constatées par le système lui-même."""
    return actor.system
