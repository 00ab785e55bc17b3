"""One institution of the directory: what it is, where it belongs, where it sits."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, Mandate, Seat
from app.conferences.queries.capacities import running
from app.conferences.words import SeatKind
from app.institutions import queries as directory
from app.institutions.models import Institution
from app.institutions.source import SOURCE
from app.institutions.words import InstitutionKind

SHOWN = 40
KINDS = {
    InstitutionKind.REGION: "Région",
    InstitutionKind.DEPARTEMENT: "Département",
    InstitutionKind.EPCI: "Intercommunalité",
    InstitutionKind.COMMUNE: "Commune",
    InstitutionKind.SYNDICATE: "Syndicat",
    InstitutionKind.STATE_SERVICE: "Service de l’État",
    InstitutionKind.STATE_OPERATOR: "Opérateur de l’État",
    InstitutionKind.PUBLIC_BODY: "Établissement public",
    InstitutionKind.CHAMBER: "Chambre consulaire",
    InstitutionKind.ASSOCIATION: "Association",
    InstitutionKind.COMPANY: "Entreprise",
    InstitutionKind.EUROPEAN_UNION: "Union européenne",
    InstitutionKind.OTHER: "Autre institution",
}
CODES = {
    InstitutionKind.REGION: "Code officiel géographique de la région",
    InstitutionKind.DEPARTEMENT: "Code officiel géographique du département",
    InstitutionKind.COMMUNE: "Code officiel géographique de la commune",
}


@dataclass(frozen=True, kw_only=True)
class SeatView:
    """A seat the institution holds today, and who holds it for it."""

    href: str
    conference: str
    voting: bool
    holder: str | None


@dataclass(frozen=True, kw_only=True)
class InstitutionView:
    """Everything the page shows. `parts` is cut unless all were asked for; `part_count` is not."""

    institution: Institution
    kind: str
    code_label: str | None
    siren: str | None
    wholes: list[Institution]
    parts: list[Institution]
    part_count: int
    seats: list[SeatView]
    kinds: dict[InstitutionKind, str]
    successor: Institution | None
    """Which one took its place, when it has ended."""
    by_hand: bool


def view(session: Session, id: int, today: date, *, everything: bool = False) -> InstitutionView:
    """Return the page of an institution, or raise `NotFound`."""
    institution = directory.institution(session, id)
    parts = directory.parts_of(session, id)
    return InstitutionView(
        institution=institution,
        kind=institution.legal_form or KINDS[institution.kind],
        code_label=CODES.get(institution.kind),
        siren=_spaced(institution.siren),
        wholes=directory.wholes_of(session, id),
        parts=parts if everything else parts[:SHOWN],
        part_count=len(parts),
        seats=_seats(session, id, today),
        kinds=KINDS,
        successor=session.get(Institution, institution.successor_id) if institution.successor_id else None,
        by_hand=institution.source != SOURCE,
    )


def _spaced(siren: str | None) -> str | None:
    return siren and "\u202f".join((siren[:3], siren[3:6], siren[6:]))


def _seats(session: Session, institution_id: int, today: date) -> list[SeatView]:
    rows = session.execute(
        select(Seat, Conference, Mandate)
        .join(Conference, Conference.id == Seat.conference_id)
        .outerjoin(Mandate, (Mandate.seat_id == Seat.id) & running(Mandate.starts_on, Mandate.ends_on, today))
        .where(Seat.institution_id == institution_id, running(Seat.starts_on, Seat.ends_on, today))
        .options(joinedload(Mandate.person))
        .order_by(Conference.name, Seat.rank)
    )
    return [
        SeatView(
            href=f"/conferences/{conference.slug}",
            conference=conference.name,
            voting=seat.kind is SeatKind.VOTING,
            holder=mandate.person.name if mandate else None,
        )
        for seat, conference, mandate in rows
    ]
