"""R3.7, R3.8, R3.10: when to warn about the préfet, the rhythm of sittings, or a block."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.conferences.words import Profile
from app.foundation.french import count
from app.foundation.french import day as in_words

from .findings import Alert
from .presidency import HeldTerm, term_on
from .settings import Reglement


class Course(StrEnum):
    """What became of a sitting, as far as its rhythm is concerned."""

    PLANNED = "planned"
    HELD = "held"
    WITHOUT_QUORUM = "without_quorum"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class SittingFact:
    """One sitting of the conference. `prefect`: present when held, expected when planned."""

    day: date
    course: Course
    prefect: bool = False


def alerts(
    sittings: Iterable[SittingFact],
    terms: Iterable[HeldTerm],
    *,
    reglement: Reglement,
    created_on: date,
    today: date,
    profile: Profile = Profile.COTAP,
) -> tuple[Alert, ...]:
    """Return every alert of the day, the gravest first."""
    ordered = sorted(sittings, key=lambda sitting: sitting.day)
    rotating = profile is Profile.COTAP
    found = (
        blocked_without_quorum(ordered, reglement),
        blocked_without_president(list(terms), created_on=created_on, today=today) if rotating else None,
        rhythm_broken(ordered, reglement, created_on=created_on, today=today),
        prefect_not_met(ordered, reglement, created_on=created_on, today=today),
    )
    return tuple(alert for alert in found if alert is not None)


def prefect_not_met(
    sittings: Sequence[SittingFact], reglement: Reglement, *, created_on: date, today: date
) -> Alert | None:
    """R3.7: warn when too few sittings with the préfet are held or planned this year."""
    year = [s for s in sittings if s.day.year == today.year and s.prefect]
    sure = sum(s.course is Course.HELD or (s.course is Course.PLANNED and s.day >= today) for s in year)
    wanted = reglement.prefect_sittings_per_year
    if sure >= wanted:
        return None
    counted = f"il n’y en a que {sure}, tenue ou prévue" if sure else "aucune n’est tenue ni prévue"
    return Alert(
        rule="R3.7",
        sentence=f"Le règlement intérieur veut {count(wanted, 'séance')} par an en présence du préfet de "
        "région. "
        f"Pour {today.year}, {counted}. Inscrivez-en une au calendrier.",
        since=max(date(today.year, 1, 1), min(created_on, today)),
    )


def rhythm_broken(
    sittings: Sequence[SittingFact], reglement: Reglement, *, created_on: date, today: date
) -> Alert | None:
    """R3.8: warn when more days have passed since the last sitting held than the règlement allows."""
    held = [s.day for s in sittings if s.course is Course.HELD and s.day <= today]
    last = max(held, default=created_on)
    broken_on = last + timedelta(days=reglement.sitting_rhythm_days + 1)
    if today < broken_on:
        return None
    planned = [s.day for s in sittings if s.course is Course.PLANNED and s.day >= today]
    ended = f"La dernière séance s’est tenue le {in_words(last)}" if held else "Aucune séance ne s’est encore tenue"
    coming = (
        f"La prochaine est prévue le {in_words(min(planned))}."
        if planned
        else "Aucune n’est prévue : convoquez la conférence."
    )
    return Alert(
        rule="R3.8",
        sentence=f"{ended} et le règlement intérieur en veut une tous les "
        f"{count(reglement.sitting_rhythm_days, 'jour')} au moins. {coming}",
        since=broken_on,
    )


def blocked_without_quorum(sittings: Sequence[SittingFact], reglement: Reglement) -> Alert | None:
    """R3.10: alert the préfet when the last sittings, which are given in order, had no quorum."""
    met = [s for s in sittings if s.course in (Course.HELD, Course.WITHOUT_QUORUM)]
    failed: list[date] = []
    for sitting in reversed(met):
        if sitting.course is not Course.WITHOUT_QUORUM:
            break
        failed.insert(0, sitting.day)
    if len(failed) < reglement.blocked_after_sittings:
        return None
    return Alert(
        rule="R3.10",
        sentence=f"Le quorum a manqué à {count(len(failed), 'séance')} de suite, la dernière le "
        f"{in_words(failed[-1])}. Le préfet de région est alerté et peut convoquer la conférence.",
        since=failed[reglement.blocked_after_sittings - 1],
    )


def blocked_without_president(terms: Sequence[HeldTerm], *, created_on: date, today: date) -> Alert | None:
    """R3.10: alert the préfet when no institution chairs that day."""
    term = term_on(terms, today)
    if term is not None and term.institution_id is not None:
        return None
    chaired = [t.vacated_on or t.ends_on for t in terms if t.institution_id is not None and t.starts_on <= today]
    since = max((end for end in chaired if end <= today), default=min(created_on, today))
    return Alert(
        rule="R3.10",
        sentence=f"Personne ne préside la conférence depuis le {in_words(since)}. Choisissez "
        "l’institution qui "
        "préside ; le préfet de région est alerté et peut convoquer la conférence.",
        since=since,
    )
