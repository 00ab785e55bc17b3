"""A person's own account: what their mandates, offices and groups let them be today."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, Mandate, PresidencyTerm, Seat, ThematicGroup
from app.conferences.queries.capacities import running
from app.conferences.words import Office, SeatKind
from app.foundation import french
from app.foundation.actors import Actor, Capacity, CapacityKind
from app.institutions.models import Institution
from app.people.models import Person

WORDS = {
    CapacityKind.CHAIR: "Présidence de la conférence",
    CapacityKind.DELEGATE: "Siège avec droit de vote",
    CapacityKind.OBSERVER: "Siège d’observation",
    CapacityKind.SECRETARY: "Secrétariat de la conférence",
    CapacityKind.PARTNER: "Représentation de l’État",
    CapacityKind.GROUP_MEMBER: "Membre d’un groupe de pilotage",
    CapacityKind.CONTRACT_OFFICER: "Référent contractualisation",
    CapacityKind.BODY_OFFICER: "Bureau d’une instance citoyenne",
    CapacityKind.WATCHER: "Vigie d’un contrat",
}
OFFICES = {
    Office.SECRETARY: "Secrétariat",
    Office.STATE_REPRESENTATIVE: "Représentation de l’État",
    Office.SUBSTITUTE_CHAIR: "Suppléance de la présidence",
}
MOST = 500
ACCENTS = ("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy")
Entity = TypeVar("Entity", Conference, Institution, ThematicGroup)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One capacity in words, and where it counts: in a conference, or in the contracts of an institution."""

    words: str
    where: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """One line of the list of persons: their mandates in full, and their roles in few words."""

    person: Person
    mandates: list[Holding]
    roles: list[str]


def holdings_of(session: Session, actor: Actor) -> list[Holding]:
    """Return the actor's capacities in words."""
    if not actor.capacities:
        return []
    conferences = _by_id(session, Conference, {c.conference_id for c in actor.capacities})
    institutions = _by_id(session, Institution, {c.institution_id for c in actor.capacities})
    groups = _by_id(session, ThematicGroup, {c.group_id for c in actor.capacities})
    return [
        Holding(words=_words(capacity, institutions, groups), where=where, href=href)
        for capacity in sorted(actor.capacities, key=lambda c: list(WORDS).index(c.kind))
        for where, href in [_where(capacity, conferences)]
    ]


def _where(capacity: Capacity, conferences: dict[int, Conference]) -> tuple[str, str]:
    if capacity.kind in (CapacityKind.WATCHER, CapacityKind.BODY_OFFICER):
        return "Mes contrats suivis", "/vigies"
    if capacity.conference_id is None:
        return "Les contrats de cette institution", f"/contrats?institution={capacity.institution_id}"
    conference = conferences[capacity.conference_id]
    return conference.name, f"/conferences/{conference.slug}"


def _by_id(session: Session, entity: type[Entity], ids: set[int | None]) -> dict[int, Entity]:
    wanted = {id for id in ids if id is not None}
    found = session.scalars(select(entity).where(entity.id.in_(wanted))) if wanted else ()
    return {row.id: row for row in found}


def _words(capacity: Capacity, institutions: dict[int, Institution], groups: dict[int, ThematicGroup]) -> str:
    substitute = capacity.kind is CapacityKind.CHAIR and capacity.seat_id is None
    said = OFFICES[Office.SUBSTITUTE_CHAIR] if substitute else WORDS[capacity.kind]
    if capacity.group_id is not None:
        said += f" {french.quoted(groups[capacity.group_id].name)}"
    if capacity.institution_id is not None:
        said += f", {institutions[capacity.institution_id].name}"
    return said


def everybody(session: Session, today: date, *, demo: bool = False, asked: str = "") -> list[Somebody]:
    """Return the accounts (of the demonstration only; with these words in their name, title or address), by name."""
    persons = select(Person).order_by(Person.family_name, Person.given_name, Person.id).limit(MOST)
    if demo:
        persons = persons.where(Person.demo, Person.disabled_at.is_(None))
    for word in asked.lower().split():
        said = func.lower(func.concat_ws(" ", Person.given_name, Person.family_name, Person.title, Person.email))
        persons = persons.where(
            func.translate(said, *ACCENTS).contains(word.translate(str.maketrans(*ACCENTS)), autoescape=True)
        )
    held: dict[int, list[tuple[str, Holding]]] = {}
    mandates = session.execute(
        select(Mandate, Conference.name, Conference.slug, PresidencyTerm.id)
        .join(Conference, Conference.id == Mandate.conference_id)
        .outerjoin(Seat, Seat.id == Mandate.seat_id)
        .outerjoin(
            PresidencyTerm,
            (PresidencyTerm.conference_id == Mandate.conference_id)
            & (PresidencyTerm.institution_id == Seat.institution_id)
            & (Seat.kind == SeatKind.VOTING)
            & (PresidencyTerm.starts_on <= today)
            & (func.coalesce(PresidencyTerm.vacated_on, PresidencyTerm.ends_on) > today),
        )
        .where(running(Mandate.starts_on, Mandate.ends_on, today))
        .options(joinedload(Mandate.seat).joinedload(Seat.institution))
        .order_by(Mandate.id)
    )
    for mandate, conference, slug, term in mandates:
        role, words = _place(mandate, chairs=term is not None)
        place = Holding(words=words, where=conference, href=f"/conferences/{slug}/administration/mandats")
        held.setdefault(mandate.person_id, []).append((role, place))
    return [_somebody(person, held.get(person.id, [])) for person in session.scalars(persons)]


def _somebody(person: Person, held: list[tuple[str, Holding]]) -> Somebody:
    roles = [role for role, _ in held]
    if person.administrator:
        roles.append("Administration de la plateforme")
    return Somebody(person=person, mandates=[place for _, place in held], roles=roles)


def _place(mandate: Mandate, *, chairs: bool) -> tuple[str, str]:
    """Return the role in few words, and with the institution it is held for."""
    if mandate.office is not None:
        return OFFICES[mandate.office], OFFICES[mandate.office]
    assert mandate.seat is not None
    kind = WORDS[CapacityKind.OBSERVER if mandate.seat.kind is SeatKind.OBSERVER else CapacityKind.DELEGATE]
    role = WORDS[CapacityKind.CHAIR] if chairs else kind
    return role, f"{role}, {mandate.seat.institution.name}"


def demo_accounts(session: Session, today: date) -> list[Somebody]:
    """Return the accounts of the demonstration: who chairs, then offices, then seats, then everybody else."""

    def rank(somebody: Somebody) -> tuple[int, int]:
        order = (
            WORDS[CapacityKind.CHAIR],
            *OFFICES.values(),
            WORDS[CapacityKind.DELEGATE],
            WORDS[CapacityKind.OBSERVER],
        )
        return next((n for n, words in enumerate(order) if words in somebody.roles), len(order)), somebody.person.id

    return sorted(everybody(session, today, demo=True), key=rank)
