"""Who keeps watch over contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts import standing
from app.foundation.actors import Actor

if TYPE_CHECKING:
    from app.contracts.models import Contract


def may_see_alerts(actor: Actor) -> bool:
    """Les alertes sont ouvertes aux référents contractualisation, aux bureaux des conférences et à l’État."""
    if actor.administrator or actor.system:
        return True
    return bool(actor.officer_for()) or any(c.kind in standing.DESK for c in actor.capacities)


def may_settle_duplicate(actor: Actor, first: Contract, second: Contract) -> bool:
    """Dire que deux actions sont distinctes revient au bureau de l’un des deux contrats."""
    return standing.at_desk(actor, first) or standing.at_desk(actor, second)
