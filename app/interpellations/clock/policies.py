"""Who moves the clock: the system as time passes, the secretariat to suspend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.interpellations import standing

if TYPE_CHECKING:
    from app.interpellations.models import Interpellation


def may_keep_clock(actor: Actor) -> bool:
    """Seul le service automatique constate les échéances."""
    return actor.system


def may_suspend_clock(actor: Actor, file: Interpellation) -> bool:
    """Le délai est suspendu et repris par le secrétariat, avec un motif public."""
    return standing.is_secretariat(actor, file)
