"""Who conducts a sitting. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.sittings import roles

if TYPE_CHECKING:
    from app.sittings.models import Sitting


def may_open(actor: Actor, sitting: "Sitting") -> bool:
    """Seule la présidence ouvre, suspend, reprend et lève la séance."""
    return roles.chairs(actor, sitting)


def may_reconvene(actor: Actor, sitting: "Sitting") -> bool:
    """Seule la présidence convoque de nouveau la séance."""
    return roles.chairs(actor, sitting)


def may_keep_doors(actor: Actor, sitting: "Sitting") -> bool:
    """Seule la présidence prononce et lève le huis clos."""
    return roles.chairs(actor, sitting)


def may_set_attendance(actor: Actor, sitting: "Sitting") -> bool:
    """Seule la présidence fixe comment on assiste à la séance."""
    return roles.chairs(actor, sitting)


def may_conduct(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls la présidence, et le secrétariat en son nom, conduisent l’ordre du jour."""
    return roles.conducts(actor, sitting)
