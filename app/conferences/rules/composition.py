"""R3.1–R3.3 and R3.6: what an act of composition may say, with every problem told at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.conferences.words import SeatKind, Specificity
from app.foundation.french import count, quoted
from app.institutions.words import InstitutionKind

from .findings import Problem, refuse_if
from .settings import Reglement

OF_THE_STATE = frozenset({InstitutionKind.STATE_SERVICE, InstitutionKind.STATE_OPERATOR})


@dataclass(frozen=True, kw_only=True)
class SeatPlan:
    """One seat as the act wants it. `specificity` is the territorial specificity it represents, if any."""

    institution_id: int
    institution_name: str
    institution_kind: InstitutionKind
    kind: SeatKind = SeatKind.VOTING
    specificity: Specificity | None = None


def check_composition(
    seats: Sequence[SeatPlan], reglement: Reglement, specificities: Collection[Specificity] = ()
) -> tuple[Problem, ...]:
    """Return every problem of the composition; nothing when it holds."""
    return (
        *_too_many_seats(seats, reglement),
        *_nobody_votes(seats),
        *_not_collectivites(seats),
        *_per_institution(seats, reglement),
        *_unrepresented(seats, specificities),
    )


def require_composition(
    seats: Sequence[SeatPlan], reglement: Reglement, specificities: Collection[Specificity] = ()
) -> None:
    """Refuse the composition with all its problems, or let it pass."""
    refuse_if(check_composition(seats, reglement, specificities))


def _too_many_seats(seats: Sequence[SeatPlan], reglement: Reglement) -> Iterable[Problem]:
    excess = len(seats) - reglement.max_seats
    if excess > 0:
        yield Problem(
            rule="R3.1",
            detail=f"La composition compte {count(len(seats), 'siège')} et le règlement intérieur en permet "
            f"{reglement.max_seats}. Retirez {count(excess, 'siège')}.",
        )


def _nobody_votes(seats: Sequence[SeatPlan]) -> Iterable[Problem]:
    if not any(seat.kind is SeatKind.VOTING for seat in seats):
        yield Problem(
            rule="R3.2",
            detail="La composition ne compte aucun siège votant : elle ne pourrait rien décider. "
            "Donnez une voix délibérative à une institution au moins.",
        )


def _not_collectivites(seats: Sequence[SeatPlan]) -> Iterable[Problem]:
    for seat in _one_each(seats):
        name = quoted(seat.institution_name)
        if seat.institution_kind in OF_THE_STATE:
            yield Problem(
                rule="R3.6",
                detail=f"{name} relève de l’État, partenaire de la conférence et non membre. "
                "Retirez ce siège ; l’État peut saisir la conférence de toute question.",
            )
        elif seat.institution_kind.level is None:
            yield Problem(
                rule="R3.3",
                detail=f"{name} n’est ni une région, ni un département, ni un EPCI, ni une "
                "commune. "
                "Retirez ce siège et nommez plutôt cette institution dans un groupe thématique.",
            )


def _per_institution(seats: Sequence[SeatPlan], reglement: Reglement) -> Iterable[Problem]:
    held: dict[int, list[SeatPlan]] = defaultdict(list)
    for seat in seats:
        held[seat.institution_id].append(seat)
    for its_seats in held.values():
        name = quoted(its_seats[0].institution_name)
        most = reglement.max_seats_per_institution
        voting = sum(seat.kind is SeatKind.VOTING for seat in its_seats)
        if len(its_seats) > most:
            yield Problem(
                rule="R3.2",
                detail=f"{name} tient {count(len(its_seats), 'siège')} et une institution en tient "
                f"{most} au plus. "
                f"Retirez {count(len(its_seats) - most, 'siège')} à cette institution.",
            )
        if voting > 1:
            yield Problem(
                rule="R3.2",
                detail=f"{name} tient {count(voting, 'siège')} avec droit de vote et une institution "
                "n’en a qu’un. "
                "Gardez un seul siège votant ; un autre siège est celui d’un observateur.",
            )


def _unrepresented(seats: Sequence[SeatPlan], specificities: Collection[Specificity]) -> Iterable[Problem]:
    represented = {seat.specificity for seat in seats}
    for specificity in Specificity:
        if specificity in specificities and specificity not in represented:
            yield Problem(
                rule="R3.3",
                detail=f"L’acte nomme la spécificité {quoted(specificity.value)} et aucun siège ne la "
                "représente. "
                "Indiquez le siège qui la représente ou retirez-la de l’acte.",
            )


def _one_each(seats: Sequence[SeatPlan]) -> Iterable[SeatPlan]:
    return {seat.institution_id: seat for seat in reversed(seats)}.values()
