"""What is kept of people: taken away whole, forgotten on request, kept where law obliges."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.foundation.actors import SYSTEM
from app.foundation.errors import DomainError, IllegalTransition, NotAllowed, Refused
from app.interpellations.models import Interpellation, Support
from app.interpellations.words import InterpellationState
from app.notices.models import Message
from app.people.models import Device, Passkey, Person
from app.people.providers.models import PersonIdentity
from app.personal.operations import anonymise, erase_account, export_data
from app.personal.queries import ERASED, references
from app.personal.register import BY_TABLE, PURPOSES
from tests.builders.contracts import a_contract
from tests.builders.interpellations import a_file
from tests.permissions.ground import a_place, acting


@pytest.fixture
def place(world):
    return a_place(world)


def with_everything(world, place):
    """Somebody of whom every table keeps something, and who holds nothing."""
    return place.extra["somebody"]


def rows(home, entity, **where):
    with home.units.reading() as session:
        return session.scalar(select(func.count()).select_from(entity).filter_by(**where))


def the(home, person):
    with home.units.reading() as session:
        return session.get_one(Person, person.id)


def test_every_purpose_says_why_on_what_ground_and_how_long():
    assert all(p.data and p.why and p.ground and p.kept for p in PURPOSES)


def test_every_table_a_purpose_names_exists():
    from app.foundation.database import Model

    assert BY_TABLE.keys() <= Model.metadata.tables.keys()


def test_the_archive_holds_everything_that_refers_to_the_person_and_no_secret(home, world, place):
    person = with_everything(world, place)
    with home.units.begin(acting(world, person)) as work:
        content = export_data(work, work.session.get_one(Person, person.id))
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        data = json.loads(folder.read("donnees.json"))
        names = set(folder.namelist())
    kept = {table.name for table, column in references() if place.rows.get(table.name) and "person" in column.name}
    # The builder's sitting names nobody yet as its chair.
    assert kept - {"sittings"} <= data.keys()
    assert {f"csv/{table}.csv" for table in data} <= names
    told = json.dumps(data)
    assert not any(word in told for word in ("digest", "sealed_secret", "password_hash", "public_key"))
    assert world.kinds(f"account:{person.id}")[-1] == "account.data_exported"


def test_only_the_person_who_has_just_shown_it_takes_their_data_away(home, world, place):
    person, other = with_everything(world, place), world.person()
    long_ago = acting(world, person)
    stale = replace(long_ago, sign_in=replace(long_ago.sign_in, proved_at=world.clock() - timedelta(hours=1)))
    for actor in (acting(world, other), stale, acting(world, place.people["administrator"])):
        with pytest.raises(NotAllowed), home.units.begin(actor) as work:
            export_data(work, work.session.get_one(Person, person.id))


def test_a_citizen_is_forgotten_and_what_they_asked_stays_public_without_their_name(home, world):
    citizen = world.person(given_name="Noé", family_name="Oubliable")
    contract = a_contract(world)
    file = a_file(world, contract, citizen, publishes_name=True)
    drafts = [
        a_file(world, contract, citizen, state=InterpellationState.DRAFT),
        a_file(world, contract, citizen, state=InterpellationState.WITHDRAWN, number=None),
    ]
    with home.units.begin(acting(world, citizen)) as work:
        erase_account(work, work.session.get_one(Person, citizen.id))
    gone = the(home, citizen)
    assert (gone.name, gone.email.endswith(ERASED), gone.disabled_at is not None) == ("Compte effacé", True, True)
    with home.units.reading() as session:
        assert session.get_one(Interpellation, file.id).publishes_name is False
        assert not any(session.get(Interpellation, draft.id) for draft in drafts)
    erased = world.entries(f"account:{citizen.id}")[-1]
    assert (erased.kind, erased.payload["name_kept"]) == ("account.erased", False)
    assert "Oubliable" not in json.dumps(erased.payload)


def test_the_name_of_who_acted_in_office_stays_and_their_ways_in_go(home, world, place):
    person = with_everything(world, place)
    former = person.name
    # Every table refers to this person, a running mandate included: it ends first.
    end_everything(world, home, person)
    with home.units.begin(acting(world, person)) as work:
        erase_account(work, work.session.get_one(Person, person.id))
    gone = the(home, person)
    assert (gone.name, gone.password_hash, gone.email.endswith(ERASED)) == (former, None, True)
    assert [rows(home, kind, person_id=person.id) for kind in (Device, Passkey, PersonIdentity)] == [0, 0, 0]
    assert rows(home, Support, person_id=person.id) == 1


def end_everything(world, home, person):
    with home.units.sessions() as session:
        for table, column in references():
            if "ends_on" in table.c and column.name == "person_id":
                session.execute(table.update().where(column == person.id).values(ends_on=world.today()))
            if "ended_on" in table.c and column.name == "person_id":
                session.execute(table.update().where(column == person.id).values(ended_on=world.today()))
        session.commit()


def test_a_running_mandate_an_administration_or_a_second_time_stop_the_erasure(home, world):
    delegate, administrator = world.delegate(world.conference()), world.person(administrator=True)
    for person in (delegate, administrator):
        with pytest.raises(Refused), home.units.begin(acting(world, person)) as work:
            erase_account(work, work.session.get_one(Person, person.id))
    citizen = world.person()
    with home.units.begin(acting(world, citizen)) as work:
        erase_account(work, work.session.get_one(Person, citizen.id))
    with pytest.raises(IllegalTransition), home.units.begin(SYSTEM) as work:
        erase_account(work, work.session.get_one(Person, citizen.id))


def test_nobody_erases_another(home, world):
    person, other = world.person(), world.person(administrator=True)
    with pytest.raises(DomainError), home.units.begin(acting(world, other)) as work:
        erase_account(work, work.session.get_one(Person, person.id))
    assert the(home, person).email == person.email


def test_an_account_unused_for_three_years_is_told_then_erased_a_month_later(home, world):
    forgotten = world.person(created_at=world.clock() - timedelta(days=1200))
    kept = world.delegate(world.conference())
    world.update(kept, created_at=world.clock() - timedelta(days=1200))
    with home.units.begin(SYSTEM) as work:
        would = anonymise(work, dry=True)
    assert (would.announced, would.erased, would.waiting) == ([forgotten.id], [], [kept.id])
    assert rows(home, Message) == 0
    with home.units.begin(SYSTEM) as work:
        anonymise(work)
    assert rows(home, Message, kind="account.erasure") == 1
    world.clock.moment += timedelta(days=20)
    with home.units.begin(SYSTEM) as work:
        assert anonymise(work).erased == []
    world.clock.moment += timedelta(days=11)
    with home.units.begin(SYSTEM) as work:
        assert anonymise(work).erased == [forgotten.id]
    assert the(home, forgotten).email.endswith(ERASED)
    assert not the(home, kept).email.endswith(ERASED)
    with pytest.raises(NotAllowed), home.units.begin(acting(world, kept)) as work:
        anonymise(work)


def test_the_page_shows_what_is_kept_gives_it_and_forgets(home, world, as_):
    citizen = world.person()
    client = as_(citizen)
    page = client.get("/compte/donnees").text
    assert "Compte : prénom" in page.replace("\u00a0", " ").replace("\u202f", " ")
    taken = client.post("/compte/donnees")
    assert (taken.mimetype, taken.headers["Cache-Control"]) == ("application/zip", "no-store")
    refused = client.post("/actes/account.erase", data={}, follow_redirects=False)
    assert refused.status_code in (303, 422)
    assert not the(home, citizen).email.endswith(ERASED)
    assert client.post("/actes/account.erase", data={"confirmed": "1"}).status_code == 303
    assert the(home, citizen).email.endswith(ERASED)
    assert client.get("/compte").status_code == 303


def test_the_command_line_tells_before_it_does(app, world, home):
    world.person(created_at=world.clock() - timedelta(days=1200))
    told = app.test_cli_runner().invoke(args=["personal-data", "anonymise", "--dry-run"])
    assert (told.exit_code, "comptes prévenus : 1" in told.output) == (0, True)
    assert rows(home, Message) == 0
    assert "trois ans" in app.test_cli_runner().invoke(args=["personal-data", "register"]).output
