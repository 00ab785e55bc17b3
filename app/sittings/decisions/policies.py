"""Who records decisions, follows commitments and writes notes. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.sittings import roles

if TYPE_CHECKING:
    from app.sittings.models import Commitment, Sitting


def may_record_decision(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls la présidence et le secrétariat inscrivent les décisions et leurs engagements."""
    return roles.bureau(actor, sitting)


def may_update_commitment(actor: Actor, sitting: "Sitting", commitment: "Commitment") -> bool:
    """Seuls l’institution engagée, la présidence et le secrétariat disent où en est un engagement."""
    if roles.bureau(actor, sitting):
        return True
    named = actor.signed_in and actor.person_id == commitment.owner_person_id
    return (
        named
        or commitment.owner_id in actor.officer_for()
        or any(
            c.institution_id == commitment.owner_id and c.conference_id == sitting.conference_id
            for c in actor.capacities
        )
    )


def may_write_notes(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls le secrétariat et la présidence rédigent les notes de séance."""
    return roles.bureau(actor, sitting)
