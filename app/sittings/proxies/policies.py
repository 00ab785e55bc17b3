"""Who gives, records, revokes, declines and reads powers. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING, Protocol

from app.foundation.actors import Actor, CapacityKind
from app.sittings import roles

if TYPE_CHECKING:
    from app.conferences.models import Seat
    from app.sittings.models import Sitting


class Given(Protocol):
    """A power, as far as a policy needs it."""

    @property
    def conference_id(self) -> int: ...  # noqa: D102 - the names are the documentation
    @property
    def principal_id(self) -> int: ...  # noqa: D102
    @property
    def holder_id(self) -> int: ...  # noqa: D102


def may_give_proxy(actor: Actor, seat: "Seat") -> bool:
    """Seul le titulaire d’un siège votant donne pouvoir de voter pour ce siège."""
    return seat.id in actor.voting_seats_in(seat.conference_id)


def may_have_a_seat(actor: Actor, conference_id: int) -> bool:
    """Seul le titulaire d’un siège votant donne pouvoir de voter pour ce siège."""
    return bool(actor.voting_seats_in(conference_id))


def may_record_proxy(actor: Actor, conference_id: int) -> bool:
    """Seul le secrétariat enregistre un pouvoir reçu sur papier."""
    return actor.holds(conference_id, CapacityKind.SECRETARY)


def may_revoke_proxy(actor: Actor, proxy: "Given") -> bool:
    """Un pouvoir se révoque par qui l’a donné, ou par le secrétariat à sa demande."""
    own = actor.signed_in and actor.person_id == proxy.principal_id
    return own or may_record_proxy(actor, proxy.conference_id)


def may_decline_proxy(actor: Actor, proxy: "Given") -> bool:
    """Seule la personne à qui un pouvoir est donné peut y renoncer."""
    return actor.signed_in and actor.person_id == proxy.holder_id


def may_read_proxies(actor: Actor, sitting: "Sitting") -> bool:
    """La liste des pouvoirs d’une séance est ouverte à ses membres, au représentant de l’État et au secrétariat."""
    return roles.inside(actor, sitting)


def may_carry(actor: Actor) -> bool:
    """Connectez-vous pour voir les pouvoirs que vous avez donnés et ceux que vous portez."""
    return actor.signed_in


def may_read_written(actor: Actor, proxy: "Given") -> bool:
    """Un pouvoir écrit se lit par qui l’a donné, par qui le porte, par la présidence et par le secrétariat."""
    theirs = actor.signed_in and actor.person_id in (proxy.principal_id, proxy.holder_id)
    return theirs or actor.holds(proxy.conference_id, CapacityKind.CHAIR, CapacityKind.SECRETARY)
