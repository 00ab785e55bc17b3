"""Who keeps a mark of what they have seen."""

from app.foundation.actors import Actor


def may_mark_seen(actor: Actor) -> bool:
    """Marquer ce que l’on a lu demande un compte."""
    return actor.signed_in
