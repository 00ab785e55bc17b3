"""A contract in force between the State, a région and a commune, with everybody who may look at its money."""

from dataclasses import dataclass
from typing import Any

import pytest

from app.conferences.models import Conference
from app.contracts.models import Contract, ContractParty, Theme
from app.contracts.words import ContractState, Side
from app.foundation.actors import VISITOR
from app.institutions.models import Level
from app.people.models import Person
from app.web.dispatch import perform
from tests.builders.contracts import a_contract, a_party, a_state_service, a_theme, an_officer
from tests.builders.money import an_envelope
from tests.builders.world import World


@dataclass(kw_only=True)
class Table:
    """Who is who around the contract. `act("region", "credits.consent", …)` performs a command as that person."""

    world: World
    conference: Conference
    contract: Contract
    people: dict[str, Person | None]
    parties: dict[str, ContractParty]
    themes: dict[str, Theme]

    def act(self, who: str, command: str, **data: Any) -> dict[str, Any]:
        person = self.people[who]
        actor = VISITOR if person is None else self.world.actor(person)
        return perform(self.world.home, actor, command, data)

    def kinds(self) -> list[str]:
        return self.world.kinds(self.contract.stream)

    def last(self) -> Any:
        return self.world.entries(self.contract.stream)[-1]

    def state(self, state: ContractState) -> None:
        self.contract = self.world.update(self.contract, state=state)

    def all(self, entity: Any) -> list[Any]:
        with self.world.home.units.reading() as session:
            return session.query(entity).order_by("id").all()

    def move(
        self, who: str = "state", giving: str = "state", receiving: str = "other", amount: str = "100", **more: Any
    ):
        return self.act(
            who,
            "credits.propose_move",
            contract_id=self.contract.id,
            from_theme_id=self.themes[giving].id,
            to_theme_id=self.themes[receiving].id,
            amount=amount,
            reason="Un aléa",
            **more,
        )


@pytest.fixture
def table(world: World) -> Table:
    """Three themes of 1 000 € each: two of the State's, one of the collectivités'."""
    region = world.institution(Level.REGION, name="Région d’essai")
    commune = world.institution(Level.COMMUNE, name="Commune d’essai")
    service = a_state_service(world, name="Service d’essai")
    conference = world.conference(region=region)
    contract = a_contract(world, conference_id=conference.id)
    parties = {
        "state": a_party(world, contract, service, side=Side.STATE),
        "region": a_party(world, contract, region),
        "commune": a_party(world, contract, commune),
    }
    themes = {
        "state": a_theme(world, contract, Side.STATE, title="Emploi"),
        "other": a_theme(world, contract, Side.STATE, title="Logement"),
        "collectivites": a_theme(world, contract, Side.COLLECTIVITES, title="Culture"),
    }
    for theme, party in (("state", "state"), ("other", "state"), ("collectivites", "region")):
        an_envelope(world, contract, 100_000, theme=themes[theme], party=parties[party])
    people = {
        "state": an_officer(world, service),
        "region": an_officer(world, region),
        "commune": an_officer(world, commune),
        "chair": world.chair(conference),
        "secretary": world.secretary(conference),
        "partner": world.partner(conference),
        "delegate": world.delegate(conference),
        "elsewhere": an_officer(world, world.institution()),
        "stranger": world.person(),
        "administrator": world.person(administrator=True),
        "visitor": None,
    }
    return Table(world=world, conference=conference, contract=contract, people=people, parties=parties, themes=themes)
