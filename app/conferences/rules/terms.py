"""R3.4: whether one presidency term may be recorded beside the others, with every problem told at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.conferences.words import Profile
from app.foundation.errors import Refused
from app.foundation.french import day, quoted
from app.institutions.words import Level

from .findings import Problem, refuse_if
from .presidency import LEVEL_WORDS, HeldTerm, add_months, next_levels, regular


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """What the conference agreed on: the order of levels and the length of a term."""

    order: Sequence[Level]
    months: int = 12


def check_term(
    term: HeldTerm,
    others: Iterable[HeldTerm],
    rotation: Rotation,
    *,
    institution_level: Level | None = None,
    skip_reason: str = "",
) -> tuple[Problem, ...]:
    """Return every problem of `term` beside the `others`; `institution_level` is that of its institution.

    A level of the order may be skipped with a reason; the same level still never chairs twice running,
    unless the order itself says so.
    """
    others = list(others)
    found = [*_level_of_institution(term, institution_level)]
    if term.interim:
        found += _interim(term, others)
    else:
        found += _length(term, rotation)
        found += _contiguity(term, regular(others))
        found += _neighbours(term, regular(others), rotation, skip_reason)
    return tuple(Problem(rule="R3.4", detail=detail) for detail in found)


def require_term(
    term: HeldTerm,
    others: Iterable[HeldTerm],
    rotation: Rotation,
    *,
    profile: Profile = Profile.COTAP,
    institution_level: Level | None = None,
    skip_reason: str = "",
) -> None:
    """Refuse the term with all its problems, or let it pass."""
    if profile is Profile.CTAP:
        raise Refused(
            "Dans une conférence de profil CTAP, la présidence du conseil régional préside toujours. "
            "Aucune présidence tournante n’y est inscrite.",
            rule="R3.11",
        )
    refuse_if(check_term(term, others, rotation, institution_level=institution_level, skip_reason=skip_reason))


def _level_of_institution(term: HeldTerm, level: Level | None) -> Iterable[str]:
    if level is not None and level is not term.level:
        yield (
            f"La présidence revient au niveau {quoted(LEVEL_WORDS[term.level])} et l’institution choisie est "
            f"du niveau {quoted(LEVEL_WORDS[level])}. Choisissez une institution du bon niveau."
        )


def _length(term: HeldTerm, rotation: Rotation) -> Iterable[str]:
    due = add_months(term.starts_on, rotation.months)
    if term.ends_on != due:
        yield (
            f"Une présidence dure {rotation.months} mois : commencée le {day(term.starts_on)}, elle finit le "
            f"{day(due)} et non le {day(term.ends_on)}. Corrigez la date de fin."
        )


def _contiguity(term: HeldTerm, others: list[HeldTerm]) -> Iterable[str]:
    overlapping = [o for o in others if o.starts_on < term.ends_on and term.starts_on < o.ends_on]
    if overlapping:
        other = overlapping[0]
        yield (
            f"Cette présidence chevauche celle qui va du {day(other.starts_on)} au {day(other.ends_on)}. "
            "Déplacez-la après la dernière présidence inscrite."
        )
        return
    before = [o.ends_on for o in others if o.ends_on <= term.starts_on]
    if before and max(before) != term.starts_on:
        yield (
            f"Personne ne présiderait du {day(max(before))} au {day(term.starts_on)}. "
            f"Faites commencer cette présidence le {day(max(before))}."
        )
    after = [o.starts_on for o in others if o.starts_on >= term.ends_on]
    if after and min(after) != term.ends_on:
        yield (
            f"Personne ne présiderait du {day(term.ends_on)} au {day(min(after))}. "
            f"Faites finir cette présidence le {day(min(after))}."
        )


def _neighbours(term: HeldTerm, others: list[HeldTerm], rotation: Rotation, skip_reason: str) -> Iterable[str]:
    previous = [o for o in others if o.starts_on < term.starts_on]
    following = [o for o in others if o.starts_on > term.starts_on]
    beside = previous[-1:] + following[:1]
    if term.institution_id is not None and any(o.institution_id == term.institution_id for o in beside):
        yield (
            "Une même institution ne préside pas deux fois de suite. Choisissez une autre institution "
            f"du niveau {quoted(LEVEL_WORDS[term.level])}."
        )
    if not rotation.order or not previous:
        return
    expected = next_levels(rotation.order, [o.level for o in previous], 1)[0]
    if term.level is expected:
        return
    if term.level is previous[-1].level:
        yield (
            f"Le niveau {quoted(LEVEL_WORDS[term.level])} présiderait deux fois de suite. "
            f"Les niveaux se succèdent : le suivant est {quoted(LEVEL_WORDS[expected])}."
        )
    elif not skip_reason.strip():
        yield (
            f"Selon l’ordre convenu, la présidence passe au niveau {quoted(LEVEL_WORDS[expected])} et non au "
            f"niveau {quoted(LEVEL_WORDS[term.level])}. Suivez l’ordre ou écrivez pourquoi un niveau "
            "passe son tour."
        )


def _interim(term: HeldTerm, others: list[HeldTerm]) -> Iterable[str]:
    vacated = [o for o in others if o.vacated_on == term.starts_on]
    if not vacated:
        yield (
            f"Aucune présidence n’est vacante au {day(term.starts_on)}. "
            "Constatez d’abord la vacance, l’intérim commence le même jour."
        )
        return
    gone = vacated[0]
    if term.level is not gone.level:
        yield (
            f"L’intérim revient au niveau {quoted(LEVEL_WORDS[gone.level])}, celui de la présidence vacante. "
            "Choisissez une institution de ce niveau."
        )
    if term.ends_on != gone.ends_on:
        yield (f"L’intérim finit avec la présidence qu’il remplace, le {day(gone.ends_on)}. Corrigez sa date de fin.")
    if term.institution_id is not None and term.institution_id == gone.institution_id:
        yield (
            "L’institution dont la présidence est vacante ne peut pas assurer l’intérim. "
            "Choisissez-en une autre du même niveau."
        )
