"""A place where everything exists: one row of every table, and one person for each capacity.

Rows are made from the models themselves, so that a table added tomorrow is there too. Two such places, one « here » and
one « elsewhere », are what the walks of this folder go through.
"""

import inspect
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy import inspect as mapped
from sqlalchemy.dialects.postgresql import JSONB

from app.conferences.words import FinaliteOrigin, Office, SeatKind
from app.contracts.models import Clause, Rider
from app.contracts.words import Side
from app.foundation.actors import Actor, SignIn
from app.foundation.database import Instant, Model, Word
from app.institutions.models import Level
from app.people.models import Person
from app.sittings.words import ItemState, SittingState
from tests.builders.contracts import a_contract, a_state_service, an_action, an_officer
from tests.builders.interpellations import a_body, a_body_officer, a_file, a_watcher
from tests.builders.world import World

_numbers = count(1)
NOT_FILLED = {
    # What keeps its own rows, or is not anybody's.
    *("answered_requests", "installation", "interpellation_counters", "journal", "journal_streams", "throttles"),
    *(
        "signed_texts",
        "live_links",
        "worker_duties",
        "institutions",
        "persons",
        "institution_parts",
        "schemes",
        "outside_projects",
        "paused_features",
        "refusal_counts",
    ),
}
LEFT_EMPTY = {
    # A reference that would change what the row is, or go round in a circle.
    *("sittings.group_id", "sittings.reconvened_from_id", "sittings.current_item_id", "minutes.adopted_in_id"),
    *("motions.seat_id", "speeches.seat_id", "riders.review_id", "contract_reviews.agenda_item_id"),
    *("interpellations.body_id", "interpellations.watcher_id", "hearings.group_id", "hearings.agenda_item_id"),
    *("clauses.rider_id", "envelopes.rider_id", "envelopes.replaces_id", "interpellation_answers.corrects_id"),
    *("supports.invalidation_id", "judgements.answer_id", "contracts.parent_id", "agenda_items.parent_id"),
    *("actions.parent_id", "interpellation_attachments.answer_id", "signed_texts.rider_id", "actions.finalite_id"),
}
GIVEN: dict[str, Any] = {
    "contract_themes.chosen_by": Side.COLLECTIVITES,
    "agenda_items.state": ItemState.PROPOSED,
    "sittings.public": False,
    "threshold_crossings.threshold": 1,
    **{f"{table}.public": False for table in ("decisions", "ballots", "motions", "speeches")},
    "item_documents.public": False,
    "contract_documents.public": False,
    "finalites.origin": FinaliteOrigin.VOTE,
    "mandates.end_reason": "",
    "presidency_terms.ends_on": date(2026, 12, 31),
}


CODED = {
    "number",
    "dated",
    "starts",
    "due",
    "done",
    "target_on",
    "progress",
    "qualifier",
    "siret",
    "idp_id",
    "email",
    "key",
}
"""Columns of text that hold a date or a code: they stay empty unless they must not."""
TWICE = {"contract_parties", "contract_themes"}
"""Tables of which a place has two rows, because something goes from one to another."""
OTHERS = {
    "credit_moves.to_theme_id",
    "delegations.to_party_id",
    "distinct_actions.second_id",
    "proxies.principal_seat_id",
}


@dataclass
class Place:
    """`rows` holds the id of one row of each table, `people` who holds each capacity there."""

    rows: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)


def a_place(world: World) -> Place:
    """Build everything once: a conference with its sitting, a contract that is not public, an interpellation."""
    place = Place()
    conference = world.conference()
    town, service = world.institution(Level.COMMUNE), a_state_service(world)
    n = next(_numbers)
    contract = a_contract(world, town, service, conference_id=conference.id, public=False, title=f"contracts-{n}")
    body, group = a_body(world, town), world.group(conference)
    somebody = world.person()
    action = an_action(world, contract, owner=town)
    file = a_file(world, contract, somebody, action)
    place.people = {
        "citizen": world.person(),
        "delegate": world.delegate(conference),
        "observer": _observer(world, conference),
        "chair": world.chair(conference),
        "secretary": world.secretary(conference),
        "partner": world.partner(conference),
        "group_member": world.person(),
        "contract_officer": an_officer(world, town),
        "watcher": a_watcher(world, body, contract),
        "body_officer": a_body_officer(world, body),
        "administrator": world.person(administrator=True),
    }
    world.group_member(group, place.people["group_member"])
    place.people["everything"] = _holding_everything(world, place, conference, contract, group, body, town)
    given = {"public": False, "state": SittingState.OPEN, "opened_at": world.clock(), "title": f"sittings-{n}"}
    sitting = world.sitting(conference, **given)
    place.extra = {"somebody": somebody, "slug": conference.slug, "contract_slug": contract.slug, "number": file.number}
    place.extra["other_seats"] = place.people["chair"].seat.id  # type: ignore[attr-defined]
    place.extra |= {"code": action.code, "other_actions": an_action(world, contract).id}
    place.rows = {
        "conferences": conference.id,
        "institutions": town.id,
        "persons": somebody.id,
        "contracts": contract.id,
        "actions": action.id,
        "bodies": body.id,
        "thematic_groups": group.id,
        "interpellations": file.id,
        "sittings": sitting.id,
        "seats": place.people["delegate"].seat.id,  # type: ignore[attr-defined]
        "composition_acts": world.act_of(conference),
    }
    _fill(world, place)
    _remember_numbers(world, place)
    return place


def _observer(world: World, conference: Any) -> Person:
    return world.delegate(conference, kind=SeatKind.OBSERVER)


def _holding_everything(
    world: World, place: Place, conference: Any, contract: Any, group: Any, body: Any, town: Any
) -> Person:
    """One person with every capacity of the place: nobody there may do more."""
    person = world.person(family_name="Partout")
    seats = (place.people[held].seat for held in ("chair", "observer"))  # type: ignore[attr-defined]
    for seat in seats:
        world.mandate(conference, person, seat=seat)
    for office in Office:
        world.mandate(conference, person, office=office)
    world.group_member(group, person)
    an_officer(world, town, person_id=person.id)
    a_body_officer(world, body, person_id=person.id)
    a_watcher(world, body, contract, person_id=person.id)
    return person


def _remember_numbers(world: World, place: Place) -> None:
    with world.home.units.reading() as session:
        place.extra["rider_number"] = session.get_one(Rider, place.rows["riders"]).number
        place.extra["clause_kind"] = session.get_one(Clause, place.rows["clauses"]).kind.value


def _fill(world: World, place: Place) -> None:
    classes = {mapper.local_table.name: mapper.class_ for mapper in Model.registry.mappers}
    for table in Model.metadata.sorted_tables:
        if table.name in NOT_FILLED or table.name in place.rows:
            continue
        made = _made(world, place, classes[table.name])
        key = list(mapped(made).mapper.primary_key_from_instance(made))
        place.rows[table.name] = key[0]
        if table.name in TWICE:
            place.extra[f"other_{table.name}"] = _made(world, place, classes[table.name]).id


def _made(world: World, place: Place, entity: type[Any]) -> Any:
    taken = inspect.signature(entity.__init__).parameters
    values = dict(_values(world, place, entity.__table__, entity))
    made = entity(**{name: value for name, value in values.items() if name in taken})
    for name, value in values.items():
        if name not in taken:
            setattr(made, name, value)
    return world.add(made)


def _values(world: World, place: Place, table: Table, entity: type[Any]) -> Iterator[tuple[str, Any]]:
    taken = inspect.signature(entity.__init__).parameters
    n = next(_numbers)
    for column in table.columns:
        name = mapped(entity).get_property_by_column(column).key
        if name not in taken and not column.foreign_keys:
            continue
        full = f"{table.name}.{column.name}"
        if full in GIVEN:
            yield name, GIVEN[full]
        elif full == "moderation_cases.content":
            yield name, f"interpellation:{place.rows['interpellations']}"
        elif column.foreign_keys:
            target = next(iter(column.foreign_keys)).column.table.name
            if full in OTHERS:
                yield name, place.extra[f"other_{target}"]
            elif full not in LEFT_EMPTY and (target in place.rows or not column.nullable):
                yield name, place.rows[target]
        elif taken[name].default is inspect.Parameter.empty or _prose(column):
            yield name, _filler(world, column, n)


def _prose(column: Column[Any]) -> bool:
    """Tell whether a column holds words that somebody writes: a place has some of them everywhere."""
    usual = column.default.arg if column.default is not None and column.default.is_scalar else None
    return usual == "" and not isinstance(column.type, Word) and column.name not in CODED


def _filler(world: World, column: Column[Any], n: int) -> Any:
    kind = column.type
    if isinstance(kind, Word):
        return next(iter(kind.enum))
    if isinstance(kind, Instant):
        return world.clock() + timedelta(days=column.name in ("expires_at", "forget_at", "free_at"))
    if isinstance(kind, JSONB):
        return {}
    if kind.python_type in PLAIN:
        return PLAIN[kind.python_type](n)
    return f"{column.table.name}-{n}"


PLAIN: dict[type[Any], Callable[[int], Any]] = {
    date: lambda _n: date(2025, 6, 2),
    bytes: lambda n: f"{n}".encode(),
    uuid.UUID: lambda n: uuid.UUID(int=n),
    int: lambda n: 1 + n % 50,
    float: lambda n: 1 + n % 50,
    Decimal: lambda n: Decimal(1 + n % 50),
    bool: lambda _n: False,
}


def acting(world: World, person: Person | None) -> Actor:
    """Return that person signed in a moment ago, with both factors shown; nobody is a visitor."""
    if person is None:
        return Actor()
    device = SignIn(device_id=1, proved_at=world.clock(), seen_at=world.clock(), second_factor=True)
    return replace(world.actor(person), sign_in=device)
