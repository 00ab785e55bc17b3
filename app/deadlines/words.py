"""A computation told in French, so that who receives a deadline can check it. Pure."""

from collections.abc import Callable
from datetime import date

from app.foundation.french import count, day, full_day

from .computing import Deadline, Step, StepKind
from .days import Unit
from .rules import Rule

UNITS = {
    Unit.DAYS: ("jour", "jours"),
    Unit.WORKING_DAYS: ("jour ouvré", "jours ouvrés"),
    Unit.BUSINESS_DAYS: ("jour ouvrable", "jours ouvrables"),
    Unit.MONTHS: ("mois", "mois"),
}
UNCOUNTED = {
    Unit.WORKING_DAYS: "samedis, dimanches et jours fériés non comptés",
    Unit.BUSINESS_DAYS: "dimanches et jours fériés non comptés",
    Unit.MONTHS: "de date à date",
}


def length(rule: Rule) -> str:
    """Return « 10 jours ouvrés », « 2 mois », « 5 jours francs »."""
    said = count(rule.length, *UNITS[rule.unit])
    if not rule.clear:
        return said
    return f"{said} francs" if rule.length > 1 or rule.unit is Unit.MONTHS else f"{said} franc"


def steps(deadline: Deadline) -> list[str]:
    """Return each step of the computation in words, the first and the last included."""
    return [TELLING[step.kind](deadline.rule, step) for step in deadline.steps]


def sentence(deadline: Deadline) -> str:
    """Return the whole computation as one sentence."""
    said = "\u202f; ".join(steps(deadline))
    return f"{said[:1].upper()}{said[1:]}."


def _started(rule: Rule, step: Step) -> str:
    return f"{rule.starting} le {day(step.on)}, jour qui ne compte pas"


def _counted(rule: Rule, step: Step) -> str:
    how = UNCOUNTED.get(rule.unit)
    said = count(rule.length, *UNITS[rule.unit])
    return f"{said}{f', {how},' if how else ''} jusqu’au {full_day(step.on)}"


def _holiday(_rule: Rule, step: Step) -> str:
    return f"{full_day(step.on)} férié ({_lowered(step.reason)})"


def _suspended(rule: Rule, step: Step) -> str:
    since, unit = _since(step), Unit.DAYS if rule.unit is Unit.MONTHS else rule.unit
    period = f"le {day(since)}" if since == step.on else f"du {day(since)} au {day(step.on)}"
    return f"suspendu {period} ({step.reason}), soit {count(step.days or 0, *UNITS[unit])} de plus"


def _capped(rule: Rule, step: Step) -> str:
    unit = Unit.DAYS if rule.unit is Unit.MONTHS else rule.unit
    if not step.days:
        return "ce délai ne peut pas être suspendu"
    return f"une suspension n’ajoute pas plus de {count(step.days, *UNITS[unit])} en tout"


def _clear(_rule: Rule, step: Step) -> str:
    return f"délai franc{chr(0xA0)}: le dernier jour ne compte pas, on passe au {full_day(step.on)}"


def _extended(_rule: Rule, step: Step) -> str:
    since = _since(step)
    why = f"un {step.reason}" if step.reason in ("samedi", "dimanche") else f"férié ({_lowered(step.reason)})"
    return f"le {day(since)} est {why}, reporté au {full_day(step.on)}"


def _due(_rule: Rule, step: Step) -> str:
    return f"échéance le {day(step.on)}"


def _since(step: Step) -> date:
    assert step.since is not None  # every step that moves something says from where
    return step.since


def _lowered(name: str) -> str:
    """Return a holiday's name inside a sentence: « fête du Travail », « Noël »."""
    common = ("Jour", "Fête", "Lundi", "Vendredi", "Armistice", "Abolition", "Arrivée")
    return f"{name[0].lower()}{name[1:]}" if name.startswith(common) else name


TELLING: dict[StepKind, Callable[[Rule, Step], str]] = {
    StepKind.STARTED: _started,
    StepKind.COUNTED: _counted,
    StepKind.HOLIDAY_SKIPPED: _holiday,
    StepKind.SUSPENDED: _suspended,
    StepKind.SUSPENSION_CAPPED: _capped,
    StepKind.CLEAR_DAY_ADDED: _clear,
    StepKind.EXTENDED: _extended,
    StepKind.DUE: _due,
}
