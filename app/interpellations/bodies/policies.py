"""Who registers a body, names its offices, designates its watchers, and knows who they are."""

from app.foundation.actors import Actor, CapacityKind


def may_register_body(actor: Actor) -> bool:
    """Les instances sont inscrites par le secrétariat d’une conférence ou l’administrateur."""
    return _keeps_registers(actor)


def may_name_offices(actor: Actor, body_id: int) -> bool:
    """Les fonctions d’une instance sont inscrites par son bureau, un secrétariat ou l’administrateur."""
    return _keeps_registers(actor) or body_id in actor.bodies_of()


def may_designate_watchers(actor: Actor, body_id: int) -> bool:
    """Une vigie est désignée par son instance : c’est le bureau de l’instance qui l’inscrit."""
    return body_id in actor.bodies_of()


def may_know_watchers(actor: Actor, body_id: int) -> bool:
    """Le nom d’une vigie n’est connu que de son instance et du secrétariat."""
    return may_name_offices(actor, body_id)


def _keeps_registers(actor: Actor) -> bool:
    return actor.administrator or actor.system or any(c.kind is CapacityKind.SECRETARY for c in actor.capacities)
