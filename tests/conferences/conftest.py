"""A conference that sits: a région, two départements, two EPCI and two communes, each with a voting seat."""

from datetime import date

import pytest

from app.conferences.models import Conference
from app.institutions.models import Institution, Level
from app.people.models import Person
from tests.builders.world import World


@pytest.fixture
def administrator(world: World) -> Person:
    return world.person(given_name="Ada", family_name="Exemple", administrator=True)


@pytest.fixture
def members(world: World) -> dict[str, Institution]:
    """Institutions by a short name: region, dep1, dep2, epci1, epci2, commune1, commune2."""
    found = {"region": world.institution(Level.REGION, name="Région d’essai", population=6_000_000)}
    for n in (1, 2):
        found[f"dep{n}"] = world.institution(Level.DEPARTEMENT, name=f"Département {n}", population=1_000_000 * n)
        found[f"epci{n}"] = world.institution(Level.EPCI, name=f"Communauté {n}", population=300_000 * n)
        found[f"commune{n}"] = world.institution(Level.COMMUNE, name=f"Commune {n}", population=70_000 * n)
    return found


@pytest.fixture
def conference(world: World, members: dict[str, Institution]) -> Conference:
    """A conference of these institutions since 13 January 2025; nobody holds its seats yet."""
    conference = world.conference(region=members["region"], slug="essai", name="Conférence d’essai")
    for institution in members.values():
        world.seat(conference, institution.level, institution=institution)
    return conference


@pytest.fixture
def day() -> date:
    """The day of the tests' clock."""
    return date(2026, 3, 3)
