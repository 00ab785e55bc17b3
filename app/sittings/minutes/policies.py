"""Who writes, corrects, adopts, signs, publishes and reads minutes. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.sittings import roles
from app.sittings.words import MinutesState

if TYPE_CHECKING:
    from app.sittings.models import Minutes, Sitting


def may_draft(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls le secrétariat et la présidence établissent le procès-verbal."""
    return roles.bureau(actor, sitting)


def may_correct(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls les membres de la séance, l’État et le secrétariat proposent des corrections au procès-verbal."""
    return roles.inside(actor, sitting)


def may_record_adoption(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls la présidence et le secrétariat inscrivent l’adoption du procès-verbal."""
    return roles.bureau(actor, sitting)


def may_sign(actor: Actor, sitting: "Sitting") -> bool:
    """Le procès-verbal est signé par qui a présidé la séance et par qui en a tenu le secrétariat."""
    held = actor.signed_in and actor.person_id in (sitting.chair_person_id, sitting.secretary_person_id)
    return held or roles.bureau(actor, sitting)


def may_publish(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls la présidence et le secrétariat publient le procès-verbal."""
    return roles.bureau(actor, sitting)


def may_read(actor: Actor, sitting: "Sitting", minutes: "Minutes | None") -> bool:
    """Ce procès-verbal n’est pas encore publié."""
    state = minutes.state if minutes else MinutesState.DRAFT
    if roles.bureau(actor, sitting):
        return True
    if roles.inside(actor, sitting):
        return state is not MinutesState.DRAFT
    return sitting.public and state is MinutesState.PUBLISHED
