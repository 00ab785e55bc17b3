"""A file of an interpellation on the days its story is told: the web process, the worker and the mails."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.conferences.models import Conference
from app.contracts.models import Action, Contract
from app.contracts.words import Health
from app.foundation.actors import SYSTEM
from app.institutions.models import Institution, Level
from app.interpellations.models import Interpellation
from app.interpellations.receipts.operations import set_contact
from app.jobs import keep_time
from app.notices.models import Message
from app.people.models import Person
from app.sittings.models import AgendaItem, Sitting
from app.sittings.words import ItemKind
from app.web.dispatch import perform
from app.web.house import House
from tests.builders.contracts import a_contract, an_action, an_officer
from tests.builders.world import World
from tests.dated import DatedProcess


@dataclass
class Story:
    """A contract whose action is late, and everybody around it, on a day that `on` moves."""

    home: House
    world: World
    process: DatedProcess
    conference: Conference = field(init=False)
    contract: Contract = field(init=False)
    action: Action = field(init=False)

    def __post_init__(self) -> None:
        world = self.world
        self.on(2027, 1, 11)
        self.conference = world.conference(name="Conférence d’essai des Trois-Rivières")
        self.town: Institution = world.institution(Level.COMMUNE, name="Commune factice de Bray")
        self.contract = a_contract(
            world, self.town, conference_id=self.conference.id, title="Contrat d’essai de la vallée"
        )
        self.action = an_action(
            world, self.contract, owner=self.town, health=Health.LATE, title="Ouvrir la maison de santé"
        )
        self.chair, self.secretary = world.chair(self.conference), world.secretary(self.conference)
        self.partner, self.officer = world.partner(self.conference), an_officer(world, self.town)
        self.citizen = world.person(given_name="Dominique", family_name="Essai")
        with self.home.units.begin(SYSTEM) as work:
            town = work.session.get_one(Institution, self.town.id)
            contact = {"email": "accueil@exemple.invalid", "phone": "03 00 00 00 00", "address": "1 place d’Essai"}
            set_contact(work, town, name="Accueil", **contact)

    def on(self, *day: int) -> None:
        """Make it nine in the morning of that day, for the process, the worker and the builders."""
        self.at(datetime(*day, 8, tzinfo=UTC))  # type: ignore[misc, arg-type]

    def at(self, moment: datetime) -> None:
        """Make it that instant."""
        self.world.clock.moment = moment
        self.process.set(moment)

    def work(self) -> None:
        """Let the worker pass."""
        keep_time(self.home.units)

    def do(self, person: Person, name: str, **data: Any) -> dict[str, Any]:
        """Do a command as somebody, out of the browser."""
        return perform(self.home, self.world.actor(person), name, data)

    def filed(self, *, admitted: bool = True) -> Interpellation:
        """A question of the citizen, filed today and admitted unless told otherwise."""
        question = "La date annoncée est passée et rien n’est ouvert. Pourquoi ?"
        about = {"contract_id": self.contract.id, "action_id": self.action.id}
        made = self.do(
            self.citizen, "interpellation.draft", **about, title="Pourquoi la maison de santé est-elle fermée ?",
            question=question,
        )  # fmt: skip
        file_id = made["interpellation_id"]
        self.do(self.citizen, "interpellation.register", interpellation_id=file_id)
        if admitted:
            self.do(self.secretary, "interpellation.admit", interpellation_id=file_id)
        return self.file(file_id)

    def file(self, id: int | None = None) -> Interpellation:
        """Read a file, the only one unless told otherwise."""
        with self.home.units.reading() as session:
            found = session.query(Interpellation)
            return found.filter_by(id=id).one() if id else found.one()

    def mails(self, person: Person) -> list[Message]:
        """Return what was written to somebody, the first first."""
        with self.home.units.reading() as session:
            return session.query(Message).filter_by(recipient=person.email).order_by(Message.id).all()

    def link(self, person: Person) -> str:
        """Return the personal link of the last summons."""
        found = [re.search(r"/audition/[\w-]+", message.text) for message in self.mails(person)]
        return [match[0] for match in found if match][-1]

    def item_of(self, sitting: Sitting) -> AgendaItem:
        """Return the item of the hearing on that agenda."""
        with self.home.units.reading() as session:
            return session.query(AgendaItem).filter_by(sitting_id=sitting.id, kind=ItemKind.INTERPELLATION).one()
