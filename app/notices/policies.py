"""Who may hand messages over, follow what becomes of them and try again."""

from app.foundation.actors import Actor
from app.foundation.facts import BUREAU


def may_hand_over(actor: Actor) -> bool:
    """Les messages sont remis par le système lui-même."""
    return actor.system


def may_follow_all_messages(actor: Actor) -> bool:
    """Seul l’administrateur de la plateforme voit l’état de tous les envois."""
    return actor.administrator or actor.system


def may_follow_messages(actor: Actor, audiences: tuple[str, ...]) -> bool:
    """L’état des envois est réservé à la présidence, au secrétariat et à l’administrateur de la plateforme."""
    return BUREAU in audiences or may_follow_all_messages(actor)
