"""One sitting from its plan to its end, as its members live it: the journal it leaves is what minutes are made of."""

from datetime import timedelta
from typing import Any

from app.conferences.words import SeatKind
from app.foundation.facts import BUREAU, MEMBERS, PUBLIC
from app.institutions.models import Institution, Level
from app.people.models import Person
from app.sittings.minutes.facts import MinutesFacts
from app.sittings.minutes.fold import facts_of
from app.sittings.models import AgendaItem, Sitting
from app.web.dispatch import perform
from tests.builders.world import World

TEXT = "La conférence demande un train toutes les heures.\n\nElle charge la région d’en étudier le coût."


class Story:
    """Who is there: Aude chairs, Basile and Chloé sit for a département and an EPCI, Denis for a commune that never
    comes, Elsa observes; Fanny keeps the record, Gilles is the State."""

    def __init__(self, world: World, **sitting: Any) -> None:
        self.world = world
        region = world.institution(Level.REGION, name="Région Exemple")
        self.conference = world.conference(name="Conférence Exemple", slug="exemple", region=region)
        self.aude = self._named(world.chair(self.conference), "Aude", "Présidente")
        with world.home.units.reading() as session:
            world.update(session.get_one(Institution, self.aude.seat.institution_id), name="Région Exemple")
        self.basile = self._delegate(Level.DEPARTEMENT, "Département Fictif", "Basile", "Département")
        self.chloe = self._delegate(Level.EPCI, "Communauté Fictive", "Chloé", "Communauté")
        self.denis = self._delegate(Level.COMMUNE, "Commune Fictive", "Denis", "Absent")
        self.elsa = self._delegate(Level.COMMUNE, "Commune Témoin", "Elsa", "Observatrice", kind=SeatKind.OBSERVER)
        self.fanny = self._named(world.secretary(self.conference), "Fanny", "Secrétaire")
        self.gilles = self._named(world.partner(self.conference), "Gilles", "Préfet")
        self.sitting: Sitting = world.sitting(
            self.conference,
            title="Séance de printemps",
            place="Salle Imaginaire",
            starts_at=world.clock() + timedelta(days=10),
            **sitting,
        )
        self.trains = world.item(self.sitting, title="Des trains toutes les heures", kind="decision")
        self.news = world.item(self.sitting, title="Nouvelles du secrétariat", kind="information")

    def _named(self, person: Person, given: str, family: str) -> Person:
        seat = getattr(person, "seat", None)
        person = self.world.update(person, given_name=given, family_name=family)
        person.seat = seat  # type: ignore[attr-defined]
        return person

    def _delegate(self, level: Level, institution: str, given: str, family: str, **seat: Any) -> Person:
        place = self.world.institution(level, name=institution)
        return self._named(self.world.delegate(self.conference, level, institution=place, **seat), given, family)

    def do(self, person: Person, command: str, **data: Any) -> dict[str, Any]:
        return perform(self.world.home, self.world.actor(person), command, data)

    def wait(self, **units: float) -> None:
        self.world.clock.advance(**units)

    @property
    def id(self) -> int:
        return self.sitting.id

    def open(self) -> "Story":
        """Publish the agenda; ten days later, three of four voting seats are there and the sitting opens at 14:00."""
        self.do(self.aude, "agenda.publish", sitting_id=self.id)
        self.wait(days=10, minutes=-5)
        for person in (self.aude, self.basile):
            self.do(person, "presence.enter", sitting_id=self.id, mode="room")
        self.do(self.fanny, "presence.enter", sitting_id=self.id, mode="room", seat_id=self.chloe.seat.id)
        self.wait(minutes=5)
        self.do(self.aude, "sitting.open", sitting_id=self.id)
        return self

    def sit(self) -> "Story":
        """Live the whole sitting: a debate, a vote, a decision, a suspension, closed doors, departures, the end."""
        self.open()
        self.wait(minutes=2)
        self.do(self.aude, "item.start", item_id=self.trains.id)
        self.debate()
        self.vote()
        self.decide()
        self.wait(minutes=1)
        self.do(self.aude, "sitting.suspend", sitting_id=self.id)
        self.wait(minutes=10)
        self.do(self.aude, "sitting.resume", sitting_id=self.id)
        self.behind_closed_doors()
        self.do(self.aude, "item.start", item_id=self.news.id)
        self.wait(minutes=5)
        self.do(self.aude, "sitting.close", sitting_id=self.id)
        return self

    def debate(self) -> None:
        self.wait(minutes=1)
        self.do(self.gilles, "presence.enter", sitting_id=self.id, mode="remote")
        self.do(self.elsa, "presence.enter", sitting_id=self.id, mode="room")
        self.speak(self.basile, "for", seconds=185)
        self.speak(self.chloe, "against", seconds=60)
        self.speak(self.gilles, "contribution", seconds=45)

    def speak(self, person: Person, kind: str, *, seconds: int) -> None:
        speech = self.do(person, "floor.ask", sitting_id=self.id, kind=kind)["speech_id"]
        self.do(self.aude, "floor.give", speech_id=speech)
        self.wait(seconds=seconds)
        self.do(self.aude, "floor.end", speech_id=speech)

    def vote(self) -> None:
        self.motion = self.do(
            self.basile, "motion.table", item_id=self.trains.id, title="Un train par heure", text=TEXT
        )["motion_id"]
        self.ballot = self.do(self.aude, "ballot.open", item_id=self.trains.id, motion_id=self.motion)["ballot_id"]
        for person, choice in ((self.aude, "for"), (self.basile, "for")):
            self.do(person, "ballot.cast", ballot_id=self.ballot, choice=choice)
        self.do(self.fanny, "ballot.cast", ballot_id=self.ballot, choice="against", seat_id=self.chloe.seat.id)
        self.wait(minutes=1)
        self.do(self.aude, "ballot.close", ballot_id=self.ballot)

    def decide(self) -> None:
        self.decision = self.do(
            self.fanny,
            "decision.record",
            item_id=self.trains.id,
            text="La conférence demande un train par heure.",
            ballot_id=self.ballot,
        )["decision_id"]
        self.commitment = self.do(
            self.fanny,
            "commitment.add",
            decision_id=self.decision,
            title="Étudier le coût d’un train par heure",
            owner_id=self.basile.seat.institution_id,
            due_on="2026-06-30",
        )["commitment_id"]

    def behind_closed_doors(self) -> None:
        self.do(self.aude, "sitting.close_doors", sitting_id=self.id)
        self.wait(minutes=3)
        self.speak(self.basile, "contribution", seconds=30)
        self.do(self.chloe, "presence.leave", sitting_id=self.id)
        self.do(self.basile, "presence.enter", sitting_id=self.id, mode="remote")
        self.do(self.aude, "sitting.open_doors", sitting_id=self.id)
        self.wait(minutes=1)

    def entries(self, *audiences: str) -> list[Any]:
        """Return what one of these audiences may read; what members and the bureau read by default."""
        read = audiences or (PUBLIC, MEMBERS, BUREAU)
        return [entry for entry in self.world.entries(self.sitting.stream) if entry.audience in read]

    @property
    def facts(self) -> MinutesFacts:
        return facts_of(self.entries())

    @property
    def public_facts(self) -> MinutesFacts:
        return facts_of(self.entries(PUBLIC))

    def note(self, item: AgendaItem, text: str, version: int = 0) -> None:
        self.do(self.fanny, "note.write", item_id=item.id, text=text, expected_version=version)
