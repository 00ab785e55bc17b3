"""R19: a share of the envelope reserved for evaluation, and what is spent of it. Pure; whole cents."""

from fractions import Fraction

from app.contracts.rules.amounts import euros
from app.foundation.errors import Refused


def check_reserve(cents: int) -> None:
    """Refuse a reserve that is not strictly positive."""
    if cents <= 0:
        raise Refused(
            "La part réservée à l’évaluation est strictement positive. Écrivez un montant supérieur à zéro.", rule="R19"
        )


def reserve_finding(reserve: int) -> str | None:
    """Return the sentence of R19 when nothing is reserved, None otherwise."""
    return None if reserve > 0 else "Aucune part de l’enveloppe n’est réservée à l’évaluation."


def check_spending(cents: int, *, reserve: int, spent: int, said: str) -> int:
    """Return by how much a spending passes the reserve; refuse one that does so without saying why."""
    if cents <= 0:
        raise Refused("Une dépense d’évaluation porte sur un montant positif.", rule="R19")
    if reserve <= 0:
        raise Refused(
            "Aucune part de l’enveloppe n’est réservée à l’évaluation : inscrivez-la avant d’y imputer une dépense.",
            rule="R19",
        )
    over = max(0, spent + cents - reserve)
    if over and not said.strip():
        raise Refused(
            f"{euros(reserve)} sont réservés à l’évaluation, {euros(spent)} sont dépensés : {euros(cents)} de plus "
            f"dépassent la réserve de {euros(over)}. Dites pourquoi la réserve est dépassée et par qui c’est payé.",
            rule="R19",
            over_cents=over,
        )
    return over


def share_of(reserve: int, envelope: int) -> Fraction | None:
    """Return the share that is reserved; None while no envelope is known."""
    return Fraction(reserve, envelope) if envelope > 0 else None
