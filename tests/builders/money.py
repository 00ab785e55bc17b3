"""Builders of the money of contracts. They write rows directly."""

from itertools import count
from typing import Any

from app.conferences.models import Conference
from app.contracts.models import Contract, ContractPlace, Envelope, Rider
from app.contracts.words import PlaceCategory, RiderState
from app.sittings.models import Decision
from tests.builders.world import World

_numbers = count(1)


def an_envelope(world: World, contract: Contract, cents: int, **given: Any) -> Envelope:
    """Credits of a party (`party=`) or of a name."""
    party = given.pop("party", None)
    theme = given.pop("theme", None)
    fields = {
        "contract_id": contract.id,
        "amount_cents": cents,
        "funder_name": party.name if party else "Financeur",
        "funder_id": party.institution_id if party else None,
        "recorded_at": world.clock(),
        "theme_id": theme.id if theme else None,
    }
    envelope: Envelope = world.add(Envelope(**fields | given))
    return envelope


def a_rider(world: World, contract: Contract, **given: Any) -> Rider:
    n = next(_numbers)
    fields = {
        "contract_id": contract.id,
        "number": n,
        "title": f"Avenant {n}",
        "reason": "Une raison",
        "created_at": world.clock(),
        "state": RiderState.DRAFT,
    }
    rider: Rider = world.add(Rider(**fields | given))
    return rider


def a_priority_place(world: World, contract: Contract, category: PlaceCategory | None, **given: Any) -> ContractPlace:
    n = next(_numbers)
    fields = {"contract_id": contract.id, "name": f"Lieu {n}", "rank": n, "priority": True, "category": category}
    place: ContractPlace = world.add(ContractPlace(**fields | given))
    return place


def a_decision(world: World, conference: Conference, **given: Any) -> Decision:
    """A decision of a sitting of the conference."""
    sitting = given.pop("sitting", None) or world.sitting(conference)
    item = world.item(sitting)
    fields = {
        "conference_id": conference.id,
        "sitting_id": sitting.id,
        "item_id": item.id,
        "number": f"2026-1-D{next(_numbers):02d}",
        "text": "Les thèmes du contrat sont partagés.",
        "decided_at": world.clock(),
        "recorded_by_id": world.person().id,
    }
    decision: Decision = world.add(Decision(**fields | given))
    return decision
