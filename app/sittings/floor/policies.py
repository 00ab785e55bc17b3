"""Who asks for and who gives the floor. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.sittings import roles

if TYPE_CHECKING:
    from app.sittings.models import Sitting, Speech


def may_ask(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls les membres, les observateurs et le représentant de l’État demandent la parole."""
    return roles.takes_part(actor, sitting)


def may_ask_for(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls la présidence et le secrétariat inscrivent quelqu’un d’autre."""
    return roles.bureau(actor, sitting)


def may_withdraw(actor: Actor, sitting: "Sitting", speech: "Speech") -> bool:
    """Vous ne pouvez retirer que votre propre demande de parole."""
    return actor.signed_in and (actor.person_id == speech.person_id or roles.bureau(actor, sitting))


def may_give(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls la présidence, et le secrétariat en son nom, donnent et retirent la parole."""
    return roles.conducts(actor, sitting)


def may_end(actor: Actor, sitting: "Sitting", speech: "Speech") -> bool:
    """Seuls l’orateur, la présidence et le secrétariat mettent fin à une intervention."""
    return (actor.signed_in and actor.person_id == speech.person_id) or roles.conducts(actor, sitting)
