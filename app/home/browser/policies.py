"""Who looks through the journal across streams. What they read there is still only what each stream shows them."""

from app.foundation.actors import Actor, CapacityKind


def may_browse_journal(actor: Actor) -> bool:
    """Le journal entier est parcouru par l’administrateur de la plateforme et par le représentant de l’État."""
    return actor.administrator or any(c.kind is CapacityKind.PARTNER for c in actor.capacities)
