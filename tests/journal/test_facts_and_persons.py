"""What the record holds of persons: every change of capacity, and nothing personal where everybody reads."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from app.foundation.actors import CapacityKind
from app.foundation.facts import BUREAU, CATALOGUE, PUBLIC, Fact
from app.people.operations import create_person, invite
from tests.people.test_pages import PASSWORD, sign_in

APP = Path(__file__).resolve().parents[2] / "app"
PERSONAL = re.compile(
    r"e?mails?$|phone|telephone|(^|_)ip($|_)|address|agent$|user_agent|browser|network|birth|password|secret$|token|cookie"
)
NOT_OF_A_PERSON = {("interpellation.prefect_told", "by_mail"): "whether a préfet was told by mail: yes or no"}
BEGUN_AND_ENDED = {
    # A change of composition changes every seat at once; the presidency passes with its term.
    CapacityKind.DELEGATE: ({"mandate.given", "composition.recorded"}, {"mandate.ended", "composition.recorded"}),
    CapacityKind.OBSERVER: ({"mandate.given", "composition.recorded"}, {"mandate.ended", "composition.recorded"}),
    CapacityKind.CHAIR: ({"presidency.chosen", "presidency.began"}, {"presidency.vacated", "mandate.ended"}),
    CapacityKind.SECRETARY: ({"mandate.given"}, {"mandate.ended"}),
    CapacityKind.PARTNER: ({"mandate.given"}, {"mandate.ended"}),
    CapacityKind.GROUP_MEMBER: ({"group.member_named"}, {"group.member_ended"}),
    CapacityKind.CONTRACT_OFFICER: ({"officer.named"}, {"officer.ended"}),
    CapacityKind.WATCHER: ({"watcher.designated"}, {"watcher.ended"}),
    CapacityKind.BODY_OFFICER: ({"body.office_named"}, {"body.office_ended"}),
    "administrator": ({"administrator.named"}, {"account.closed", "account.erased"}),
}
SIGN_IN = {"account.signed_in", "account.sign_in_failed", "account.signed_out", "account.second_factor_used"}
SIGN_IN |= {"person.signed_out_everywhere", "permission.refused"}

pytestmark = pytest.mark.usefixtures("app")  # the doors enter the facts of every feature


def ours():
    return {kind: fact for kind, fact in CATALOGUE.items() if fact.__module__.startswith("app.")}


def usual_audience(fact: type[Fact]) -> str:
    return next(str(f.default) for f in fields(fact) if f.name == "audience")


def test_every_capacity_has_facts_that_begin_and_end_it_and_reach_open_sockets():
    assert BEGUN_AND_ENDED.keys() == {*CapacityKind, "administrator"}
    known = ours()
    for begun, ended in BEGUN_AND_ENDED.values():
        for kind in begun | ended:
            assert known[kind].changes_rights, kind


def test_every_fact_about_capacities_and_sign_in_is_recorded_by_an_operation():
    written = "\n".join(path.read_text(encoding="utf-8") for path in APP.rglob("*.py") if path.name != "events.py")
    kinds = SIGN_IN.union(*(begun | ended for begun, ended in BEGUN_AND_ENDED.values()))
    assert [kind for kind in sorted(kinds) if f"{ours()[kind].__name__}(" not in written] == []


def test_no_fact_has_room_for_an_address_a_telephone_or_a_network():
    """By their schema, whatever their audience: an entry that no one can change must hold nothing to be forgotten."""
    wrong = [
        (kind, field.name)
        for kind, fact in sorted(ours().items())
        for field in fields(fact)
        if PERSONAL.search(field.name) and (kind, field.name) not in NOT_OF_A_PERSON
    ]
    assert wrong == []


def test_facts_about_accounts_are_never_public_and_hold_no_name():
    about = {kind: fact for kind, fact in ours().items() if kind in SIGN_IN or kind.startswith(("account.", "person."))}
    assert len(about) > 20
    for kind, fact in about.items():
        assert usual_audience(fact) == BUREAU, kind
        names = {field.name for field in fields(fact)} - {"name_kept"}
        assert not {name for name in names if "name" in name or name == "person"}, kind


def test_public_facts_that_name_somebody_are_those_of_public_acts():
    """A mandate, an office, a place in a group, a presence: what the law publishes with a name."""
    naming = {
        kind
        for kind, fact in ours().items()
        if usual_audience(fact) == PUBLIC and {"person", "person_id"} & {field.name for field in fields(fact)}
    }
    assert naming == {
        *("mandate.given", "mandate.ended", "officer.named", "officer.ended", "group.member_named"),
        *("presence.entered", "presence.left"),
    }


def test_what_sign_in_and_refusals_write_holds_nothing_personal(client, home, world):
    """Played: a failed sign-in, a right one and a refusal, then everything that was written."""
    somebody = world.person(email="camille@exemple.invalid", password_hash=None)
    client.post("/connexion", data={"email": somebody.email, "password": PASSWORD}, headers={"User-Agent": "Espion/1"})
    sign_in(client)
    client.get("/administration/personnes")
    with home.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT payload::text FROM journal").scalars().all()
    assert rows
    for told in ("camille", "exemple.invalid", "127.0.0.1", "Espion", PASSWORD, "Exemple-"):
        assert told not in "\n".join(rows)


def test_who_is_given_the_administration_is_on_record(home, world):
    administrator = world.actor(world.person(administrator=True))
    with home.units.begin(administrator) as work:
        given = {"email": "robin@exemple.invalid", "given_name": "Robin", "family_name": "Essai"}
        person = create_person(work, **given, administrator=True)
        invite(work, person)
        id = person.id
    (entry, *_rest) = world.entries("people:1")
    assert (entry.kind, entry.payload, entry.actor_id) == (
        "administrator.named",
        {"person_id": id},
        administrator.person_id,
    )
