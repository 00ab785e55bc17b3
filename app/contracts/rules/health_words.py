"""Why an action stands where it stands, in French. Pure."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from app.contracts.words import Health, Progress
from app.foundation.french import MONTHS, NARROW, NBSP, count, quoted
from app.foundation.french import day as in_words

from .health import Reason, Verdict, Why
from .partial_dates import in_french

HEALTH: Final[Mapping[Health, str]] = {
    Health.DONE: "réalisée",
    Health.ON_TIME: "à l’heure",
    Health.LATE: "en retard",
    Health.FAILING: "en défaut",
    Health.UNKNOWN: "on ne sait pas",
}
PROGRESS: Final[Mapping[Progress, str]] = {
    Progress.NOT_STARTED: "pas commencée",
    Progress.IN_STUDY: "à l’étude",
    Progress.UNDER_WAY: "en cours",
    Progress.DONE: "réalisée",
    Progress.ABANDONED: "abandonnée",
    Progress.UNKNOWN: "inconnu",
}
MISSED_SHOWN: Final = 3


def explained(verdict: Verdict) -> str:
    """Return the reasons as one sentence: « échéance de septembre 2019 dépassée de 7 ans ; dernière nouvelle… »."""
    milestones = [r for r in verdict.reasons if r.why is Why.MILESTONE_MISSED]
    shown = [r for r in verdict.reasons if r not in milestones[MISSED_SHOWN:]]
    said = [PHRASES[reason.why](reason, verdict.day) for reason in shown]
    if more := len(milestones) - MISSED_SHOWN if len(milestones) > MISSED_SHOWN else 0:
        said.append(count(more, "autre jalon manqué", "autres jalons manqués"))
    return f"{NARROW}; ".join(said)


def elapsed(first: date, last: date) -> str:
    """Return how long it is from one day to another, in whole days, months or years: « 7 ans »."""
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < 2:
        return f"{days}{NBSP}jour" + ("s" if days > 1 else "")
    return f"{months}{NBSP}mois" if months < 24 else f"{months // 12}{NBSP}ans"


def of_date(written: str) -> str:
    """Return a written date with its preposition: « de septembre 2019 », « d’août 2019 », « du 3 mars 2026 »."""
    words = in_french(written)
    if words[:1] in "ao":
        return f"d’{words}"
    exact = written.count("-") == 2 or "T" in written
    return f"du {words}" if exact else f"de {words}"


def month_of(value: date) -> str:
    """Return « juin 2019 »."""
    return f"{MONTHS[value.month - 1]}{NBSP}{value.year}"


def _date(reason: Reason) -> str:
    return of_date(reason.written or (reason.on or date.min).isoformat())


def _late(reason: Reason, day: date) -> str:
    return elapsed(reason.on or day, day)


def _news(reason: Reason, day: date) -> str:
    assert reason.on is not None  # the reason that has no day is another one
    # A day that is long past means less than its month.
    when = in_words(reason.on) if (day - reason.on).days <= 365 else month_of(reason.on)
    return f"dernière nouvelle{NBSP}: {when}"


def _done(reason: Reason, _day: date) -> str:
    if not reason.written:
        return "réalisée, sans date connue"
    exact = reason.written.count("-") == 2
    return f"réalisée{' le' if exact else NBSP + ':' if 'T' in reason.written else ' en'} {in_french(reason.written)}"


def _ahead(reason: Reason, _day: date) -> str:
    what = f"jalon {quoted(reason.title)}" if reason.title else "échéance"
    return f"prochaine date{NBSP}: {what} {_date(reason)}"


PHRASES: Final[Mapping[Why, Callable[[Reason, date], str]]] = {
    Why.DONE: _done,
    Why.DONE_LATE: lambda r, _: f"après l’échéance {_date(r)}",
    Why.ABANDONED: lambda r, _: "abandonnée" + (f", nouvelle du {in_words(r.on)}" if r.on else ""),
    Why.OVERDUE: lambda r, day: f"échéance {_date(r)} dépassée de {_late(r, day)}",
    Why.MILESTONE_MISSED: lambda r, day: f"jalon {quoted(r.title)} {_date(r)} manqué depuis {_late(r, day)}",
    Why.NOT_BEGUN: lambda r, day: f"pas commencée, début {_date(r)} dépassé de {_late(r, day)}",
    Why.SILENT: _news,
    Why.NEVER_TOLD: lambda _r, _d: "aucune nouvelle connue",
    Why.PROGRESS_UNKNOWN: lambda _r, _d: "avancement inconnu",
    Why.UNDATED: lambda _r, _d: "aucune échéance fixée",
    Why.AHEAD: _ahead,
}
