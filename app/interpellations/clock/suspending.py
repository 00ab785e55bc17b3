"""The clock stands still with a reason and a cap, and runs again (I5)."""

from app.deadlines.words import sentence
from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.events import ClockResumed, ClockSuspended
from app.interpellations.models import Deadline, Interpellation, Suspension
from app.interpellations.rules.deadlines import OWED
from app.interpellations.words import DeadlineKind

from . import deadlines, policies
from .places import today_for


def suspend(work: UnitOfWork, file: Interpellation, kind: DeadlineKind, *, reason: str) -> Deadline:
    """Stop the clock of what is owed, from today, for a public reason; it runs again by itself at the cap."""
    work.allow(policies.may_suspend_clock, file)
    deadline = _running(work, file, kind)
    if not reason.strip():
        raise Invalid("Dites pourquoi.", errors=[{"pointer": "#/reason", "detail": "À remplir : ce motif est public."}])
    if any(s.ends_on is None for s in deadline.suspensions):
        raise IllegalTransition("Ce délai est déjà suspendu.")
    today = today_for(work, file)
    if today > deadline.due_on:
        raise Refused("Le délai est passé : un retard ne se suspend pas.", rule="I5")
    deadline.suspensions.append(
        Suspension(deadline_id=deadline.id, starts_on=today, reason=reason.strip(), by_id=work.actor.person_id)
    )
    computed = deadlines.compute_again(work, file, deadline)
    if computed.rule.suspension_cap == 0:
        raise Refused("Ce délai ne peut pas être suspendu.", rule="I5")
    work.record(
        ClockSuspended(
            stream=file.stream,
            what=OWED[kind].words,
            since=today.isoformat(),
            reason=reason.strip(),
            due_on=deadline.due_on.isoformat(),
        )
    )
    return deadline


def resume(work: UnitOfWork, file: Interpellation, kind: DeadlineKind) -> str:
    """Let the clock run again from today; return the new computation as a sentence."""
    work.allow(policies.may_suspend_clock, file)
    deadline = _running(work, file, kind)
    standing = next((s for s in deadline.suspensions if s.ends_on is None), None)
    if standing is None:
        raise IllegalTransition("Ce délai n’est pas suspendu.")
    standing.ends_on = today_for(work, file)
    computed = deadlines.compute_again(work, file, deadline)
    work.record(
        ClockResumed(
            stream=file.stream,
            what=OWED[kind].words,
            on=standing.ends_on.isoformat(),
            due_on=deadline.due_on.isoformat(),
        )
    )
    return sentence(computed)


def _running(work: UnitOfWork, file: Interpellation, kind: DeadlineKind) -> Deadline:
    deadline = deadlines.find(work, file, kind)
    if deadline is None or deadline.met_at is not None or deadline.dropped_at is not None:
        raise IllegalTransition("Ce délai ne court pas.")
    return deadline
