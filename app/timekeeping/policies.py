"""Who may record that time has passed."""

from app.foundation.actors import Actor


def may_keep_time(actor: Actor) -> bool:
    """Les échéances sont constatées par le système lui-même."""
    return actor.system
