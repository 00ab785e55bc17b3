"""Who may follow and stop following."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor

if TYPE_CHECKING:
    from .models import Following


def may_follow(actor: Actor) -> bool:
    """Connectez-vous pour suivre avec votre compte, ou donnez une adresse électronique."""
    return actor.signed_in


def may_change_following(actor: Actor, following: "Following") -> bool:
    """Vous ne pouvez changer que vos propres suivis."""
    return actor.person_id is not None and actor.person_id == following.person_id


def may_tell_followers(actor: Actor) -> bool:
    """Les courriels de suivi sont envoyés par le système lui-même."""
    return actor.system
