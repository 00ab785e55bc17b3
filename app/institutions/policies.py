"""Who may change the directory. The docstring is what the refused person reads."""

from app.foundation.actors import Actor


def may_import_directory(actor: Actor) -> bool:
    """Seul l’administrateur de la plateforme met à jour l’annuaire."""
    return actor.administrator or actor.system


def may_add_partner(actor: Actor) -> bool:
    """Seul l’administrateur de la plateforme ajoute une institution à l’annuaire."""
    return actor.administrator or actor.system


def may_keep_directory(actor: Actor) -> bool:
    """Seul l’administrateur corrige une institution ajoutée à la main, ou dit laquelle en a remplacé une autre."""
    return actor.administrator or actor.system
