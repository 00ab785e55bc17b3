"""Who suspends a part of the service. The docstring is what the refused person reads."""

from app.foundation.actors import Actor


def may_switch_features(actor: Actor) -> bool:
    """Seul l’administrateur de la plateforme suspend ou rétablit une partie du service."""
    return actor.administrator
