"""Who may link identities. The docstring is what the refused person reads."""

from app.foundation.actors import Actor


def may_keep_identities_of(actor: Actor, person_id: int | None) -> bool:
    """Vous ne pouvez relier ou délier une identité que pour votre propre compte."""
    return actor.signed_in and actor.person_id == person_id


def may_forget_passages(actor: Actor) -> bool:
    """Seul le système oublie les passages qui sont finis."""
    return actor.system
