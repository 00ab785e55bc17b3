"""R2: how many finalités, who may define them, and the group each of them has."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from app.conferences.words import FinaliteOrigin
from app.foundation.errors import Refused
from app.foundation.french import count, day, quoted

from .findings import Problem, refuse_if
from .settings import Reglement


def check_count(number: int, reglement: Reglement, reason: str = "") -> None:
    """R2.1: refuse a number of finalités outside the usual range, unless the chair says why."""
    if number < 1:
        raise Refused("La conférence n’a retenu aucune finalité. Mettez au vote au moins une finalité.", rule="R2.1")
    if is_usual(number, reglement) or reason.strip():
        return
    raise Refused(
        f"Le vote retient {count(number, 'finalité')} et le règlement intérieur en prévoit de "
        f"{reglement.finalites_min} à {reglement.finalites_max}. "
        "Changez leur nombre ou écrivez le motif de la présidence.",
        rule="R2.1",
        number=number,
        usual=[reglement.finalites_min, reglement.finalites_max],
    )


def check_titles(titles: Sequence[str]) -> None:
    """R2.1: refuse a finalité without a title, or two with the same."""
    known = Counter(title.strip().casefold() for title in titles)
    if known[""]:
        raise Refused("Une finalité n’a pas d’intitulé. Donnez-lui en un.", rule="R2.1")
    for title in titles:
        if known[title.strip().casefold()] > 1:
            raise Refused(f"Deux finalités ont le même intitulé, {quoted(title.strip())}. Distinguez-les.", rule="R2.1")


def is_usual(number: int, reglement: Reglement) -> bool:
    """Tell whether that many finalités need no reason (R2.1)."""
    return reglement.finalites_min <= number <= reglement.finalites_max


def check_origin(origin: FinaliteOrigin, *, voted: bool, disagreement_on: date | None) -> None:
    """R2.1, R2.2: finalités come from a carried vote, or from the State after a recorded disagreement."""
    if origin is FinaliteOrigin.VOTE and not voted:
        raise Refused(
            "Les finalités se décident par un vote en séance. "
            "Mettez-les au vote avant de les inscrire, ou constatez en séance le désaccord de la conférence.",
            rule="R2.1",
        )
    if origin is FinaliteOrigin.STATE and disagreement_on is None:
        raise Refused(
            "Le représentant de l’État ne définit les finalités qu’après que la conférence a constaté en "
            "séance "
            "son désaccord. Inscrivez d’abord ce constat au compte rendu de la conférence.",
            rule="R2.2",
        )


def record_sentence(origin: FinaliteOrigin, *, decided_on: date, disagreement_on: date | None = None) -> str:
    """Return how the record says where the finalités come from (R2.2: it says so when it is the State)."""
    if origin is FinaliteOrigin.VOTE:
        return f"Finalités décidées par un vote de la conférence le {day(decided_on)}."
    assert disagreement_on is not None
    return (
        f"Finalités définies par le représentant de l’État le {day(decided_on)}, "
        f"la conférence ayant constaté son désaccord le {day(disagreement_on)}."
    )


def check_groups(titles: dict[int, str], group_finalites: Iterable[int]) -> tuple[Problem, ...]:
    """R2.3: return a problem for each finalité (`{id: title}`) that has not exactly one thematic group."""
    groups = Counter(group_finalites)
    return tuple(
        Problem(
            rule="R2.3",
            detail=f"La finalité {quoted(title)} a "
            f"{count(groups[finalite], 'groupe thématique', 'groupes thématiques')} "
            "et chaque finalité en a exactement un. "
            + ("Créez son groupe." if groups[finalite] == 0 else "Gardez un seul groupe."),
        )
        for finalite, title in titles.items()
        if groups[finalite] != 1
    )


def require_groups(titles: dict[int, str], group_finalites: Iterable[int]) -> None:
    """Refuse when a finalité has no group or several."""
    refuse_if(check_groups(titles, group_finalites))
