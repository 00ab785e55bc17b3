"""What a policy refuses is on record: who, what, which policy, about what; and nobody fills the record with it."""

import pytest

from app.foundation.actors import SYSTEM
from app.foundation.errors import NotFound
from app.jobs import in_one_change
from app.journal.streams import audiences_for
from app.people.refusals.operations import MOST_AT_ONCE, tell_repeated

COMMAND = "/api/v1/commands/agenda.publish"
BROWSER = "/administration/journal"


@pytest.fixture
def sitting(world):
    return world.sitting(world.conference())


@pytest.fixture
def somebody(world):
    return world.person()


@pytest.fixture
def refused(world):
    def read(person=None):
        stream = f"account:{person.id}" if person else "people:1"
        return [entry for entry in world.entries(stream) if entry.kind == "permission.refused"]

    return read


def tell(home, clock, **later):
    clock.advance(**later)
    in_one_change(home.units, tell_repeated)


def test_a_refusal_is_on_record_with_who_what_which_policy_and_about_what(as_, sitting, somebody, refused):
    answer = as_(somebody).post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    assert answer.status_code == 403
    (entry,) = refused(somebody)
    assert (entry.audience, entry.actor_id) == ("bureau", somebody.id)
    said = entry.payload
    assert (said["asked"], said["policy"]) == ("agenda.publish", "sittings.agenda.may_publish")
    assert (said["subjects"], said["times"]) == ([f"Sitting:{sitting.id}"], 1)
    assert said["sentence"] == answer.json["detail"]


def test_a_refused_command_leaves_nothing_but_its_refusal(as_, world, sitting, somebody, refused):
    as_(somebody).post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    assert world.entries(sitting.stream) == []
    assert len(refused(somebody)) == 1


def test_a_refused_page_and_a_refused_form_are_on_record_too(as_, sitting, somebody, refused):
    client = as_(somebody)
    client.get("/administration/personnes")
    client.post("/actes/agenda.publish", data={"sitting_id": str(sitting.id), "page": "/"})
    assert [entry.payload["asked"] for entry in refused(somebody)] == [
        "GET /administration/personnes",
        "agenda.publish",
    ]


def test_what_is_hidden_from_somebody_is_on_record_as_refused(as_, world, somebody, refused):
    private = world.sitting(world.conference(), public=False)
    assert as_(somebody).get(f"/seances/{private.id}").status_code == 404
    (entry,) = refused(somebody)
    assert entry.payload["policy"] == "sittings.agenda.may_see_sitting"


def test_a_mistake_in_what_is_typed_is_no_refusal_of_permission(as_, somebody, refused):
    assert as_(somebody).post(COMMAND, json={"data": {"sitting_id": "demain"}}).status_code == 422
    assert as_(somebody).get("/seances/999999").status_code == 404
    assert refused(somebody) == []


def test_the_same_refusal_again_is_counted_and_told_once_with_its_number(as_, home, clock, sitting, somebody, refused):
    client = as_(somebody)
    for _ in range(30):
        client.post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    assert len(refused(somebody)) == 1
    tell(home, clock, minutes=9)
    assert len(refused(somebody)) == 1
    tell(home, clock, minutes=2)
    tell(home, clock, minutes=30)
    assert [entry.payload["times"] for entry in refused(somebody)] == [1, 29]
    client.post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    assert [entry.payload["times"] for entry in refused(somebody)] == [1, 29, 1]


def test_without_a_worker_the_number_is_told_by_the_next_refusal(as_, clock, sitting, somebody, refused):
    client = as_(somebody)
    for _ in range(3):
        client.post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    clock.advance(minutes=11)
    client.post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    assert [entry.payload["times"] for entry in refused(somebody)] == [1, 3]


def test_many_different_refusals_of_one_person_are_counted_together(as_, home, clock, world, somebody, refused):
    """A walk through every identifier is seen, and does not fill the record."""
    conference = world.conference()
    client = as_(somebody)
    for sitting in [world.sitting(conference) for _ in range(MOST_AT_ONCE + 15)]:
        client.post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    assert len(refused(somebody)) == MOST_AT_ONCE + 1
    tell(home, clock, minutes=11)
    assert len(refused(somebody)) == MOST_AT_ONCE + 2
    assert (refused(somebody)[-1].payload["policy"], refused(somebody)[-1].payload["times"]) == ("", 14)


def test_refusals_of_visitors_are_told_by_their_number_only(client, home, clock, world, sitting, refused):
    other = world.sitting(world.conference())
    for id in (sitting.id, other.id, sitting.id):
        assert client.post(COMMAND, json={"data": {"sitting_id": id}}).status_code == 401
    assert refused() == []
    tell(home, clock, minutes=61)
    (entry,) = refused()
    assert (entry.actor_id, entry.payload["times"], entry.payload["subjects"]) == (None, 3, [])


def test_a_visitor_led_to_the_sign_in_page_is_not_refused_anything(client, home, clock, refused):
    assert client.get("/compte").status_code == 303
    tell(home, clock, minutes=61)
    assert refused() == []


def test_the_person_and_administrators_read_it_and_nobody_else(as_, home, world, sitting, somebody):
    as_(somebody).post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    own = as_(somebody).get("/compte/journal").text
    assert "Permission refusée" in own
    assert "ordre du jour" in own
    administrator = world.person(administrator=True)
    page = as_(administrator).get(f"{BROWSER}?fait=permission.refused").text
    assert f"account:{somebody.id}" in page
    stranger = as_(world.person())
    assert stranger.get(f"/api/v1/journal/account:{somebody.id}").status_code == 404
    partner = as_(world.partner(world.conference())).get(f"{BROWSER}?fait=permission.refused").text
    assert f"account:{somebody.id}" not in partner


def test_the_record_of_the_administration_is_read_by_administrators_alone(home, world, somebody):
    with home.units.reading() as session:
        administrator = world.actor(world.person(administrator=True))
        assert audiences_for(session, administrator, "people:1") == ("bureau",)
        for stranger in (world.actor(somebody), world.actor(world.partner(world.conference()))):
            with pytest.raises(NotFound):
                audiences_for(session, stranger, "people:1")


def test_a_record_that_cannot_be_written_takes_no_answer_away(as_, home, sitting, somebody, monkeypatch):
    def fails(*_):
        raise RuntimeError("no room left")

    monkeypatch.setattr(home, "note_refusal", fails)
    assert as_(somebody).post(COMMAND, json={"data": {"sitting_id": sitting.id}}).status_code == 403


def test_refusals_are_counted_for_the_operator(as_, client, sitting, somebody):
    as_(somebody).post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    assert 'cotap_refusals_total{policy="sittings.agenda.may_publish"}' in client.get("/metrics").text


def test_the_system_tells_what_was_counted_and_leaves_no_count_behind(as_, home, clock, sitting, somebody):
    client = as_(somebody)
    client.post(COMMAND, json={"data": {"sitting_id": sitting.id}})
    clock.advance(minutes=11)
    with home.units.begin(SYSTEM) as work:
        assert tell_repeated(work) == 0
    with home.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM refusal_counts").scalar() == 0
