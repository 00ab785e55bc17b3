"""Who tables and withdraws texts. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.sittings import roles

if TYPE_CHECKING:
    from app.sittings.models import Motion, Sitting


def may_table(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls les membres qui délibèrent déposent un texte. Les observateurs et l’État demandent la parole."""
    return roles.deliberates(actor, sitting)


def may_withdraw(actor: Actor, sitting: "Sitting", motion: "Motion") -> bool:
    """Seuls l’auteur d’un texte et la présidence le retirent."""
    return actor.signed_in and (actor.person_id == motion.moved_by_id or roles.chairs(actor, sitting))
