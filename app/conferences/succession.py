"""How a mandate is written and how another takes its place: the steps that several operations share."""

from datetime import date

from app.foundation.unit_of_work import UnitOfWork
from app.people.models import Person

from .events import MandateEnded, MandateGiven, stream_of
from .models import CompositionAct, Mandate, Seat


def cut_short(work: UnitOfWork, mandate: Mandate, ends_on: date, reason: str) -> None:
    """Write the end of a mandate; what was to come only is emptied, what ran is kept."""
    mandate.ends_on = max(mandate.starts_on, ends_on)
    mandate.end_reason = reason
    work.record(
        MandateEnded(
            stream=stream_of(mandate.conference_id),
            mandate_id=mandate.id,
            person_id=mandate.person_id,
            person=mandate.person.name,
            seat_id=mandate.seat_id,
            office=mandate.office.value if mandate.office else None,
            ends_on=mandate.ends_on.isoformat(),
            reason=reason,
        )
    )


def renew(work: UnitOfWork, mandate: Mandate, seat: Seat, act: CompositionAct, *, ends_on: date | None) -> None:
    """Give the holder of a seat that an act only changed the seat that follows it, with the proof they had."""
    following: Mandate = work.add(
        Mandate(
            conference_id=mandate.conference_id,
            person_id=mandate.person_id,
            seat_id=seat.id,
            proof=f"{mandate.proof} ; siège modifié par {act.reference}",
            starts_on=max(mandate.starts_on, act.effective_on),
            ends_on=ends_on,
        )
    )
    work.record(given(following, mandate.person, seat))


def given(mandate: Mandate, person: Person, seat: Seat | None) -> MandateGiven:
    """Return the fact that tells of a mandate that begins."""
    return MandateGiven(
        stream=stream_of(mandate.conference_id),
        mandate_id=mandate.id,
        person_id=person.id,
        person=person.name,
        seat_id=mandate.seat_id,
        institution=seat.institution.name if seat else None,
        office=mandate.office.value if mandate.office else None,
        starts_on=mandate.starts_on.isoformat(),
        proof=mandate.proof,
    )
