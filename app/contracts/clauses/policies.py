"""Who writes the text of a contract. Denied by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts import standing
from app.foundation.actors import Actor

if TYPE_CHECKING:
    from app.contracts.models import Contract


def may_write_clause(actor: Actor, contract: Contract) -> bool:
    """Les clauses sont écrites par les référents des parties, le bureau de la conférence et l’État."""
    return standing.at_desk(actor, contract)


def may_decide_priority_area(actor: Actor, contract: Contract) -> bool:
    """Le dernier mot sur la géographie prioritaire est celui du préfet : sa décision s’écrit au nom de l’État."""
    return standing.for_state(actor, contract)
