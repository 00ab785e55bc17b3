"""Who registers a body, names its offices, designates its watchers, and knows who they are."""

from app.foundation.actors import Actor, CapacityKind


def may_register_body(actor: Actor, concerned: frozenset[int] = frozenset()) -> bool:
    """Une instance est inscrite par le secrétariat d’une conférence qu’elle concerne, ou par l’administrateur."""
    return _keeps_registers(actor, concerned)


def may_name_offices(actor: Actor, body_id: int, concerned: frozenset[int] = frozenset()) -> bool:
    """Les fonctions d’une instance sont inscrites par son bureau, un secrétariat concerné ou l’administrateur."""
    return _keeps_registers(actor, concerned) or body_id in actor.bodies_of()


def may_designate_watchers(actor: Actor, body_id: int) -> bool:
    """Une vigie est désignée par son instance : c’est le bureau de l’instance qui l’inscrit."""
    return body_id in actor.bodies_of()


def may_know_watchers(actor: Actor, body_id: int, concerned: frozenset[int]) -> bool:
    """Le nom d’une vigie n’est connu que de son instance et du secrétariat d’une conférence qu’elle concerne."""
    secretary = any(actor.holds(conference_id, CapacityKind.SECRETARY) for conference_id in concerned)
    return actor.administrator or actor.system or secretary or body_id in actor.bodies_of()


def may_read_deliberation(actor: Actor, body_id: int, concerned: frozenset[int], person_id: int) -> bool:
    """La délibération qui désigne une vigie est lue par elle, par son instance et par un secrétariat concerné."""
    return may_know_watchers(actor, body_id, concerned) or (actor.signed_in and actor.person_id == person_id)


def _keeps_registers(actor: Actor, concerned: frozenset[int] = frozenset()) -> bool:
    """Tell whether the actor keeps the registers there; where no conference is concerned, any secretariat does."""
    secretary = any(
        c.kind is CapacityKind.SECRETARY and (not concerned or c.conference_id in concerned) for c in actor.capacities
    )
    return actor.administrator or actor.system or secretary
