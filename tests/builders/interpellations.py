"""Builders of interpellations, with boring defaults. They write rows directly, like those of `world`."""

from datetime import date
from itertools import count
from typing import Any

from app.contracts.models import Action, Contract
from app.institutions.models import Institution, Level
from app.institutions.naming import search_form
from app.interpellations.guide.making import digest_of_text
from app.interpellations.models import Body, BodyOffice, Interpellation, Watcher
from app.interpellations.rules.numbers import make_number
from app.interpellations.words import BodyKind, InterpellationState, RequesterKind
from app.people.models import Person
from tests.builders.world import World

_numbers = count(1)


def a_body(world: World, institution: Institution | None = None, **given: Any) -> Body:
    n = next(_numbers)
    fields = {
        "kind": BodyKind.DEVELOPMENT_COUNCIL,
        "name": f"Conseil de développement {n}",
        "institution_id": (institution or world.institution(Level.EPCI)).id,
    }
    body: Body = world.add(Body(**fields | given))
    return body


def a_body_officer(world: World, body: Body, **given: Any) -> Person:
    person = world.person()
    fields = {
        "body_id": body.id,
        "person_id": person.id,
        "title": "Présidente",
        "proof": "Délibération du 6 janvier 2025",
        "starts_on": date(2025, 1, 6),
    }
    world.add(BodyOffice(**fields | given))
    return person


def a_watcher(world: World, body: Body, contract: Contract, **given: Any) -> Person:
    """Somebody designated since long, who has read the guide of the contract as it stands."""
    person = world.person()
    with world.home.units.reading() as session:
        digest = digest_of_text(session, session.get_one(Contract, contract.id))
    fields = {
        "body_id": body.id,
        "person_id": person.id,
        "contract_id": contract.id,
        "proof": "Délibération du 6 janvier 2025",
        "starts_on": date(2025, 1, 6),
        "guide_read_at": world.clock(),
        "guide_digest": digest,
    }
    world.add(Watcher(**fields | given))
    return person


def a_file(
    world: World, contract: Contract, requester: Person | None = None, action: Action | None = None, **given: Any
) -> Interpellation:
    """A registered file of a citizen; its deadlines are the operations' to make."""
    n = next(_numbers)
    title = given.get("title", f"Pourquoi est-ce en retard ? ({n})")
    fields = {
        "requester_kind": RequesterKind.CITIZEN,
        "requester_id": (requester or world.person()).id,
        "contract_id": contract.id,
        "action_id": action.id if action else None,
        "service_id": action.owner_id if action else None,
        "title": title,
        "question": "La date annoncée est passée et rien n’est ouvert. Pourquoi ?",
        "search": search_form(title),
        "created_at": world.clock(),
        "number": make_number(world.today().year, n),
        "state": InterpellationState.REGISTERED,
        "registered_at": world.clock(),
    }
    if given.get("state") is InterpellationState.DRAFT:
        fields |= {"number": None, "registered_at": None}
    file: Interpellation = world.add(Interpellation(**fields | given))
    return file
