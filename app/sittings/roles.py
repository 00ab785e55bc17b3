"""What an actor is to a sitting: the words in which its policies are written. Pure."""

from typing import TYPE_CHECKING, Protocol

from app.foundation.actors import Actor, CapacityKind
from app.sittings.words import SittingState

if TYPE_CHECKING:
    from .models import Sitting


class InConference(Protocol):
    """Anything that belongs to a conference."""

    @property
    def conference_id(self) -> int: ...  # noqa: D102 - the name is the documentation


def chairs(actor: Actor, sitting: "Sitting") -> bool:
    """Tell whether the actor chairs: their institution presides the conference, hence pilots its groups (R5.2)."""
    return actor.holds(sitting.conference_id, CapacityKind.CHAIR)


def keeps_record(actor: Actor, subject: InConference) -> bool:
    """Tell whether the actor is of the secretariat of the conference."""
    return actor.holds(subject.conference_id, CapacityKind.SECRETARY)


def bureau(actor: Actor, sitting: "Sitting") -> bool:
    """Tell whether the actor chairs or keeps the record."""
    return chairs(actor, sitting) or keeps_record(actor, sitting)


def conducts(actor: Actor, sitting: "Sitting") -> bool:
    """Tell whether the actor may conduct items and floor: the chair, or the secretary in the chair's name."""
    if chairs(actor, sitting):
        return True
    delegated = bool(sitting.reglement.get("secretary_conducts", True))
    return delegated and keeps_record(actor, sitting)


def represents_state(actor: Actor, sitting: "Sitting") -> bool:
    """Tell whether the actor represents the State, partner of the conference (R3.6)."""
    return actor.holds(sitting.conference_id, CapacityKind.PARTNER)


def is_member(actor: Actor, sitting: "Sitting") -> bool:
    """Tell whether the sitting is the actor's: a seat of the conference, or a place in the group that sits."""
    if sitting.group_id is not None:
        return sitting.group_id in actor.groups_in(sitting.conference_id) or chairs(actor, sitting)
    return bool(actor.seats_in(sitting.conference_id))


def deliberates(actor: Actor, sitting: "Sitting") -> bool:
    """Tell whether the actor may move texts: a voting seat in a sitting of the conference, any member in a group."""
    if sitting.group_id is not None:
        return is_member(actor, sitting)
    return bool(actor.voting_seats_in(sitting.conference_id))


def takes_part(actor: Actor, sitting: "Sitting") -> bool:
    """Tell whether the actor may be present and speak: members, observers and the State."""
    return is_member(actor, sitting) or represents_state(actor, sitting)


def inside(actor: Actor, sitting: "Sitting") -> bool:
    """Tell whether the actor may read what members read."""
    return takes_part(actor, sitting) or keeps_record(actor, sitting)


def announced(sitting: "Sitting") -> bool:
    """Tell whether the public was ever told of the sitting."""
    if sitting.state is SittingState.CANCELLED:
        return sitting.agenda_published_at is not None
    return sitting.state is not SittingState.PREPARING


def open_to_the_public(sitting: "Sitting") -> bool:
    """Tell whether anybody may follow the sitting: it is public, its agenda is published, its doors are open (S11)."""
    return announced(sitting) and sitting.in_public
