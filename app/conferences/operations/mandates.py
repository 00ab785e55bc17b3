"""Mandates: given with their proof, ended with a reason, never rewritten."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.conferences import policies, substitution
from app.conferences.models import Conference, Mandate, Seat
from app.conferences.succession import cut_short, given
from app.conferences.words import Office
from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.french import day as in_words
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.people.models import Person


def give_mandate(
    work: UnitOfWork,
    conference: Conference,
    *,
    person: Person,
    starts_on: date,
    proof: str,
    seat: Seat | None = None,
    office: Office | None = None,
    ends_on: date | None = None,
) -> Mandate:
    """Put on record that a person holds a seat, or an office, from a day on; `proof` is the act that says so.

    An interim ends by itself: `ends_on`, when it is known, is the first day on which it no longer runs.
    """
    work.allow(policies.may_keep_mandates, conference.id, office)
    _require_one_place(seat, office)
    ends_on = _end_of(seat, starts_on, ends_on)
    if seat is not None:
        _require_seat(conference, seat, starts_on)
    if office is Office.SUBSTITUTE_CHAIR:
        substitution.require(work, conference, person, starts_on=starts_on, ends_on=ends_on)
    _require_room(work, conference, person=person, seat=seat, office=office, starts_on=starts_on)
    mandate: Mandate = work.add(
        Mandate(
            conference_id=conference.id,
            person_id=person.id,
            seat_id=seat.id if seat else None,
            office=office,
            proof=proof.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    work.record(given(mandate, person, seat))
    return mandate


def end_mandate(work: UnitOfWork, mandate: Mandate, *, ends_on: date, reason: str) -> None:
    """End a mandate from a day on, that day included; an end already on record is not moved later."""
    work.allow(policies.may_keep_mandates, mandate.conference_id, mandate.office)
    if ends_on < mandate.starts_on:
        raise Refused(f"Ce mandat commence le {in_words(mandate.starts_on)} : il ne peut pas finir avant.")
    if mandate.end_reason or (mandate.ends_on is not None and mandate.ends_on <= ends_on):
        assert mandate.ends_on is not None
        raise IllegalTransition(
            f"Ce mandat a déjà une fin, le {in_words(mandate.ends_on)}. Un mandat ne se réécrit pas : "
            "enregistrez-en un nouveau si la personne revient."
        )
    cut_short(work, mandate, ends_on, reason.strip())
    if mandate.seat_id is not None:
        substitution.end_with_seat(work, mandate)


def _end_of(seat: Seat | None, starts_on: date, ends_on: date | None) -> date | None:
    if ends_on is not None and ends_on <= starts_on:
        detail = f"Après le {in_words(starts_on)}, jour où il commence."
        raise Invalid("Un mandat finit après avoir commencé.", errors=[{"pointer": "#/ends_on", "detail": detail}])
    return min((day for day in (seat.ends_on if seat else None, ends_on) if day), default=None)


def _require_one_place(seat: Seat | None, office: Office | None) -> None:
    if (seat is None) == (office is None):
        raise Refused("Un mandat est celui d’un siège ou d’une fonction : indiquez l’un ou l’autre.")


def _require_seat(conference: Conference, seat: Seat, starts_on: date) -> None:
    if seat.conference_id != conference.id:
        raise Refused("Ce siège est celui d’une autre conférence.")
    if not seat.exists_on(starts_on):
        until = f" et finit le {in_words(seat.ends_on)}" if seat.ends_on else ""
        raise Refused(
            f"Ce siège existe à partir du {in_words(seat.starts_on)}{until}. Donnez une date de cette période.",
            rule="R3.3",
        )


def _require_room(
    work: UnitOfWork,
    conference: Conference,
    *,
    person: Person,
    seat: Seat | None,
    office: Office | None,
    starts_on: date,
) -> None:
    later = work.session.scalars(
        select(Mandate)
        .where(
            Mandate.conference_id == conference.id,
            or_(Mandate.person_id == person.id, Mandate.seat_id == (seat.id if seat else None)),
            or_(Mandate.ends_on.is_(None), Mandate.ends_on > starts_on),
        )
        .options(joinedload(Mandate.person), joinedload(Mandate.seat).joinedload(Seat.institution))
        .order_by(Mandate.starts_on)
    ).all()
    # An emptied mandate (it ends the day it begins) holds nothing.
    for held in (m for m in later if m.ends_on is None or m.ends_on > m.starts_on):
        _refuse_beside(held, person, seat, office)


def _refuse_beside(held: Mandate, person: Person, seat: Seat | None, office: Office | None) -> None:
    since = f"depuis le {in_words(held.starts_on)}"
    if seat is not None and held.seat_id == seat.id:
        raise Refused(
            f"{held.person.name} tient ce siège {since}. Un siège n’a qu’un titulaire à la fois : "
            "mettez d’abord fin à son mandat.",
            rule="R3.2",
        )
    if held.person_id != person.id:
        return
    if office is not None and held.office is office:
        raise Refused(f"{person.name} exerce déjà cette fonction {since}.")
    state = Office.STATE_REPRESENTATIVE
    if (office is state and held.seat_id is not None) or (seat is not None and held.office is state):
        raise Refused(
            "L’État est partenaire de la conférence et non membre : son représentant ne tient aucun siège.",
            rule="R3.6",
        )
    if seat is not None and held.seat is not None:
        raise Refused(
            f"{person.name} tient déjà un siège {since}, celui de {quoted(held.seat.institution.name)}. "
            "Une personne tient un seul siège d’une conférence.",
            rule="R3.2",
        )
