"""Builders with boring defaults. They write rows directly: operations are what the tests test.

Each returns the stored entity; only what a test is about needs to be said.
"""

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from app.capacities import every_capacity
from app.conferences.models import (
    CompositionAct,
    Conference,
    Finalite,
    GroupMember,
    Mandate,
    PresidencyTerm,
    Seat,
    ThematicGroup,
)
from app.conferences.words import AdmissionCriterion, FinaliteOrigin, MemberCategory, Office, SeatKind
from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.institutions.models import Institution, InstitutionKind, Level
from app.institutions.naming import search_form
from app.people.models import Person
from app.sittings.models import AgendaItem, Presence, Sitting
from app.sittings.words import ItemKind, ItemOrigin, ItemState, PresenceMode, SittingState
from app.web.house import House
from tests.clock import TestClock


class World:
    """What exists in the database of one test."""

    def __init__(self, home: House, clock: TestClock) -> None:
        self.home = home
        self.clock = clock
        self._numbers = count(1)

    def add(self, entity: Any) -> Any:
        with self._writing() as session:
            session.add(entity)
            session.commit()
        return entity

    def _writing(self) -> Session:
        """Return a session whose every statement is kept at once: a place of a hundred rows asks four times less."""
        session = self.home.units.sessions()
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        return session

    def today(self) -> date:
        return local_date(self.clock())

    def person(self, **given: Any) -> Person:
        n = next(self._numbers)
        fields = {
            "given_name": "Camille",
            "family_name": f"Exemple-{n}",
            "email": f"personne{n}@exemple.invalid",
            "created_at": self.clock(),
        }
        person: Person = self.add(Person(**fields | given))
        return person

    def institution(self, level: Level | InstitutionKind = Level.COMMUNE, **given: Any) -> Institution:
        n = next(self._numbers)
        kind = InstitutionKind(level.value)
        name = given.get("name", f"Institution {n}")
        fields = {
            "kind": kind,
            "name": name,
            "search_name": search_form(name),
            "code": f"T{n}",
            "population": 1000 * n,
        }
        institution: Institution = self.add(Institution(**fields | given))
        return institution

    def conference(self, **given: Any) -> Conference:
        region = given.pop("region", None) or self.institution(Level.REGION)
        n = next(self._numbers)
        fields = {
            "slug": f"conference-{n}",
            "name": f"Conférence {n}",
            "region_id": region.id,
            "created_at": self.clock(),
            "level_order": ["region", "departement", "epci", "commune"],
        }
        conference: Conference = self.add(Conference(**fields | given))
        self.add(
            CompositionAct(
                conference_id=conference.id,
                reference=f"Arrêté {n}",
                signed_on=date(2025, 1, 6),
                effective_on=date(2025, 1, 13),
                signatory="Le préfet de région",
            )
        )
        return conference

    def act_of(self, conference: Conference) -> int:
        with self.home.units.reading() as session:
            return session.query(CompositionAct.id).filter_by(conference_id=conference.id).limit(1).scalar() or 0

    def seat(self, conference: Conference, level: Level = Level.COMMUNE, **given: Any) -> Seat:
        institution = given.pop("institution", None) or self.institution(level)
        fields = {
            "conference_id": conference.id,
            "act_id": self.act_of(conference),
            "institution_id": institution.id,
            "level": level,
            "rank": next(self._numbers),
            "starts_on": date(2025, 1, 13),
        }
        seat: Seat = self.add(Seat(**fields | given))
        return seat

    def mandate(self, conference: Conference, person: Person, **given: Any) -> Mandate:
        seat = given.pop("seat", None)
        fields = {
            "conference_id": conference.id,
            "person_id": person.id,
            "seat_id": seat.id if seat else None,
            "proof": "Délibération du 6 janvier 2025",
            "starts_on": date(2025, 1, 13),
        }
        mandate: Mandate = self.add(Mandate(**fields | given))
        return mandate

    def delegate(
        self,
        conference: Conference,
        level: Level = Level.COMMUNE,
        *,
        kind: SeatKind = SeatKind.VOTING,
        **seat: Any,
    ) -> Person:
        """A person holding a new seat, with `.seat` for the test's convenience."""
        person = self.person()
        place = self.seat(conference, level, kind=kind, **seat)
        self.mandate(conference, person, seat=place)
        person.seat = place  # type: ignore[attr-defined]
        return person

    def chair(self, conference: Conference, level: Level = Level.REGION) -> Person:
        """A delegate whose institution holds the presidency today."""
        person = self.delegate(conference, level)
        self.add(
            PresidencyTerm(
                conference_id=conference.id,
                level=level,
                institution_id=person.seat.institution_id,  # type: ignore[attr-defined]
                starts_on=self.today() - timedelta(days=60),
                ends_on=self.today() + timedelta(days=305),
                decision="Décision de désignation",
            )
        )
        return person

    def officer(self, conference: Conference, office: Office) -> Person:
        person = self.person()
        self.mandate(conference, person, office=office)
        return person

    def secretary(self, conference: Conference) -> Person:
        return self.officer(conference, Office.SECRETARY)

    def partner(self, conference: Conference) -> Person:
        return self.officer(conference, Office.STATE_REPRESENTATIVE)

    def group(self, conference: Conference, **given: Any) -> ThematicGroup:
        finalite = self.add(
            Finalite(
                conference_id=conference.id,
                title=given.pop("title", "Autonomie"),
                rank=next(self._numbers),
                origin=FinaliteOrigin.VOTE,
                adopted_at=self.clock(),
            )
        )
        group: ThematicGroup = self.add(
            ThematicGroup(
                conference_id=conference.id,
                finalite_id=finalite.id,
                name=finalite.title,
                created_at=self.clock(),
            )
        )
        return group

    def group_member(self, group: ThematicGroup, person: Person | None = None, **given: Any) -> GroupMember:
        fields = {
            "group_id": group.id,
            "institution_id": given.pop("institution", None) or self.institution().id,
            "category": MemberCategory.INSTITUTIONAL,
            "criterion": AdmissionCriterion.PAYS,
            "named_on": date(2025, 6, 2),
            "person_id": person.id if person else None,
        }
        member: GroupMember = self.add(GroupMember(**fields | given))
        return member

    def sitting(self, conference: Conference, **given: Any) -> Sitting:
        fields = {
            "conference_id": conference.id,
            "title": "Séance plénière",
            "starts_at": self.clock(),
            "place": "Salle des assemblées",
        }
        sitting: Sitting = self.add(Sitting(**fields | given))
        return sitting

    def open_sitting(self, conference: Conference, **given: Any) -> Sitting:
        """A sitting under way, with one current item."""
        sitting = self.sitting(conference, state=SittingState.OPEN, opened_at=self.clock(), **given)
        item = self.item(sitting, state=ItemState.CURRENT, started_at=self.clock())
        return self.update(sitting, current_item_id=item.id)

    def item(self, sitting: Sitting, **given: Any) -> AgendaItem:
        fields = {
            "sitting_id": sitting.id,
            "title": "Un point",
            "kind": ItemKind.DECISION,
            "state": ItemState.ACCEPTED,
            "origin": ItemOrigin.CHAIR,
            "rank": next(self._numbers),
            "minutes": 20,
            "proposed_at": self.clock(),
        }
        item: AgendaItem = self.add(AgendaItem(**fields | given))
        return item

    def present(self, sitting: Sitting, *people: Person, mode: PresenceMode = PresenceMode.ROOM) -> None:
        for person in people:
            self.add(
                Presence(
                    sitting_id=sitting.id,
                    seat_id=person.seat.id,  # type: ignore[attr-defined]
                    person_id=person.id,
                    mode=mode,
                    entered_at=self.clock(),
                    entered_by_id=person.id,
                )
            )

    def update(self, entity: Any, **values: Any) -> Any:
        with self.home.units.sessions() as session:
            stored = session.get_one(type(entity), entity.id)
            for name, value in values.items():
                setattr(stored, name, value)
            session.commit()
        return stored

    def actor(self, person: Person) -> Actor:
        with self.home.units.reading() as session:
            return Actor(
                person_id=person.id,
                name=person.name,
                administrator=person.administrator,
                capacities=every_capacity(session, [person.id], self.today()).get(person.id, ()),
            )

    def entries(self, stream: str) -> list[Any]:
        """Return the journal of a stream, oldest first."""
        from app.journal.queries import entries_after

        with self.home.units.reading() as session:
            return entries_after(session, stream, 0, None)

    def kinds(self, stream: str) -> list[str]:
        return [entry.kind for entry in self.entries(stream)]
