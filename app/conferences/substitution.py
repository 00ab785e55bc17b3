"""Presiding in the place of the chair: who may be asked to, and when it falls by itself.

A delegation lives no longer than the presidency that gave it, nor than the seat of whoever received it.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.foundation.errors import Invalid, Refused
from app.foundation.french import day as in_words
from app.foundation.unit_of_work import UnitOfWork
from app.people.models import Person

from .models import Conference, Mandate, Seat
from .queries.capacities import running
from .queries.presidency import terms_of
from .rules.presidency import term_on
from .succession import cut_short
from .words import Office, SeatKind


def require(work: UnitOfWork, conference: Conference, person: Person, *, starts_on: date, ends_on: date | None) -> None:
    """Refuse a substitute without an end, without a voting seat, or who would outlive the presidency."""
    if ends_on is None:
        detail = "Une suppléance a une fin : donnez le premier jour où elle ne vaut plus."
        raise Invalid("Il manque la fin de la suppléance.", errors=[{"pointer": "#/ends_on", "detail": detail}])
    seated = _voting_mandate(work, conference.id, person.id, starts_on)
    if seated is None:
        raise Refused(
            f"{person.name} ne tient pas de siège votant ce jour-là. Un suppléant de la présidence est membre de la "
            "conférence : choisissez-en un autre.",
            rule="R3.5",
        )
    if seated.ends_on is not None and seated.ends_on < ends_on:
        raise Refused(f"Son mandat finit le {in_words(seated.ends_on)} : la suppléance ne peut pas durer au-delà.")
    term = term_on(terms_of(work.session, conference.id), starts_on)
    if term is not None and (term.vacated_on or term.ends_on) < ends_on:
        last = in_words(term.vacated_on or term.ends_on)
        raise Refused(f"La présidence change le {last} : la suppléance ne peut pas durer au-delà.", rule="R3.4")


def end_with_seat(work: UnitOfWork, mandate: Mandate) -> None:
    """End the substitution of somebody whose seat ends first."""
    assert mandate.ends_on is not None
    _end(work, mandate.conference_id, mandate.ends_on, "Fin du mandat de siège", person_id=mandate.person_id)


def end_with_presidency(work: UnitOfWork, conference: Conference, on: date) -> None:
    """End every substitution with the presidency that gave it."""
    _end(work, conference.id, on, "Présidence vacante")


def _end(work: UnitOfWork, conference_id: int, on: date, reason: str, *, person_id: int | None = None) -> None:
    held = (
        select(Mandate)
        .where(
            Mandate.conference_id == conference_id,
            Mandate.office == Office.SUBSTITUTE_CHAIR,
            Mandate.ends_on > on,
            Mandate.ends_on > Mandate.starts_on,
        )
        .options(joinedload(Mandate.person))
        .with_for_update(of=Mandate)
    )
    for mandate in work.session.scalars(held if person_id is None else held.where(Mandate.person_id == person_id)):
        cut_short(work, mandate, on, reason)


def _voting_mandate(work: UnitOfWork, conference_id: int, person_id: int, day: date) -> Mandate | None:
    return work.session.scalars(
        select(Mandate)
        .join(Seat, Seat.id == Mandate.seat_id)
        .where(
            Mandate.conference_id == conference_id,
            Mandate.person_id == person_id,
            Seat.kind == SeatKind.VOTING,
            running(Mandate.starts_on, Mandate.ends_on, day),
            running(Seat.starts_on, Seat.ends_on, day),
        )
    ).first()
