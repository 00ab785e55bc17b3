"""Who gives the mandate, keeps the rounds, and reads what is confidential. Denied by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contracts import standing
from app.foundation.actors import Actor

if TYPE_CHECKING:
    from app.contracts.models import Contract, NegotiationMandate


def may_record_mandate(actor: Actor, contract: Contract) -> bool:
    """Le mandat de négociation est inscrit par le représentant de l’État."""
    return standing.for_state(actor, contract)


def may_read_mandate(actor: Actor, contract: Contract, mandate: NegotiationMandate) -> bool:
    """Le préfet a décidé que son mandat de négociation reste confidentiel."""
    if mandate.confidential:
        return standing.for_state(actor, contract)
    return standing.inside(actor, contract)


def may_keep_rounds(actor: Actor, contract: Contract) -> bool:
    """Les tours de négociation sont tenus par les référents des parties, la conférence et le représentant de l’État."""
    return standing.at_desk(actor, contract)
