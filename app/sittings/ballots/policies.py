"""Who puts to the vote, who votes, who settles a tie. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING, Protocol

from app.foundation.actors import Actor
from app.sittings import roles

if TYPE_CHECKING:
    from app.sittings.models import Sitting


class Voter(roles.InConference, Protocol):
    """A line of the frozen roll, as far as a policy needs it."""

    @property
    def person_id(self) -> int: ...  # noqa: D102 - the names are the documentation
    @property
    def carried_by_id(self) -> int | None: ...  # noqa: D102


def may_put_to_vote(actor: Actor, sitting: "Sitting") -> bool:
    """Seule la présidence met aux voix, clôt ou annule un scrutin."""
    return roles.chairs(actor, sitting)


def may_give_casting_vote(actor: Actor, sitting: "Sitting") -> bool:
    """Seule la présidence a voix prépondérante."""
    return roles.chairs(actor, sitting)


def may_cast(actor: Actor) -> bool:
    """Seuls les titulaires des sièges inscrits sur la liste du scrutin votent."""
    return actor.signed_in


def may_vote(actor: Actor, voter: "Voter") -> bool:
    """Vous ne votez que pour le siège dont vous êtes titulaire."""
    return actor.signed_in and actor.person_id == voter.person_id


def may_vote_by_proxy(actor: Actor, voter: "Voter") -> bool:
    """Vous ne votez pour un autre siège que par un pouvoir en cours, présent vous-même."""
    return actor.signed_in and actor.person_id == voter.carried_by_id


def may_vote_on_behalf(actor: Actor, voter: "Voter") -> bool:
    """Vous ne votez que pour votre siège ; seul le secrétariat note le vote d’un membre présent, à sa demande."""
    return roles.keeps_record(actor, voter)
