"""The attendance sheet."""

from collections.abc import Iterable

from app.sittings.minutes import facts as f

from . import sentences
from .clock import Clock
from .shapes import Attendance, PresenceRow
from .words import LEVELS


def attendance(facts: f.MinutesFacts, clock: Clock) -> Attendance:
    """Return who was there, who was not, and who else came."""
    came = {_key(a): a for a in facts.attendees if _in_session(a, facts)}
    expected = facts.expected or ()
    voting = [e for e in expected if e.voting]
    on_roll = {(e.seat_id, e.person_id) for e in expected}
    outside = [a for key, a in came.items() if key not in on_roll]
    # Without a roll nobody knows who was expected: whoever holds a place is listed as present, and nobody as absent.
    by_power = {power.principal_seat_id for power in facts.powers}
    seated = [a for a in outside if a.seat_id is not None and not voting]
    return Attendance(
        present=[*_rows(_of(voting, came), facts, clock), *(_row(a, None, facts, clock) for a in seated)],
        represented=[_represented(power, came.values(), clock) for power in facts.powers],
        absent=[_absent(e) for e in voting if _key(e) not in came and e.seat_id not in by_power] if voting else None,
        observers=_rows(_of((e for e in expected if not e.voting), came), facts, clock),
        others=[_row(a, None, facts, clock) for a in outside if a not in seated],
    )


Pair = tuple[f.Expected, f.Attendee]


def _key(one: f.Expected | f.Attendee) -> tuple[int | None, int | None]:
    return (one.seat_id, one.person_id)


def _of(expected: Iterable[f.Expected], came: dict[tuple[int | None, int | None], f.Attendee]) -> list[Pair]:
    return [(e, came[_key(e)]) for e in expected if _key(e) in came]


def _rows(pairs: Iterable[Pair], facts: f.MinutesFacts, clock: Clock) -> list[PresenceRow]:
    return [_row(attendee, expected.level, facts, clock) for expected, attendee in pairs]


def _row(attendee: f.Attendee, level: str | None, facts: f.MinutesFacts, clock: Clock) -> PresenceRow:
    return PresenceRow(
        institution=attendee.institution,
        level=LEVELS.get(level or "", ""),
        name=attendee.name,
        stays=[sentences.stay(stay, facts, clock) for stay in attendee.stays if _counts(stay, facts)],
    )


def _represented(power: f.Power, came: Iterable[f.Attendee], clock: Clock) -> str:
    """Return « Denis Absent (Commune) a donné pouvoir à Basile Fictif (Département) », with what limits it."""
    one = sentences.who(power.principal, power.principal_institution)
    said = f"{one} a donné pouvoir à {sentences.who(power.holder, power.holder_institution)}"
    if any(attendee.seat_id == power.principal_seat_id for attendee in came):
        said += ", suspendu pendant sa présence"
    return f"{said}, jusqu’à {clock.hour(power.ended)}" if power.ended else said


def _absent(expected: f.Expected) -> PresenceRow:
    return PresenceRow(
        institution=expected.institution,
        level=LEVELS.get(expected.level or "", ""),
        name=expected.name or "siège vacant",
        stays=[],
    )


def _in_session(attendee: f.Attendee, facts: f.MinutesFacts) -> bool:
    """Tell whether somebody was there while the sitting was open; who only came before it was not."""
    return any(_counts(stay, facts) for stay in attendee.stays)


def _counts(stay: f.Stay, facts: f.MinutesFacts) -> bool:
    return facts.opened is None or stay.left is None or stay.left.at > facts.opened.at
