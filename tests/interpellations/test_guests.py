"""The person heard, in the sitting room: their place, their guaranteed time, and nothing else (I8)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.foundation.errors import DomainError, IllegalTransition, NotAllowed, Refused
from app.interpellations.hearings import policies
from app.interpellations.models import Interpellation
from app.sittings.models import Presence, Speech
from app.sittings.words import SpeechState
from tests.interpellations.life import mails
from tests.interpellations.test_hearings import SUMMONS, Assembly, convened, enter, link_of, opened
from tests.interpellations.test_pages import text_of


@pytest.fixture
def assembly(world, ground):
    return Assembly(world, ground)


class Guest:
    """A person let in by their link, on the morning of an open sitting."""

    def __init__(self, world, assembly, client, **given):
        self.world, self.assembly, self.client = world, assembly, client
        self.file = assembly.unanswered()
        self.hearing, self.item, self.sitting = convened(assembly, self.file, **given)
        self.answer = enter(client, link_of(mails(world, self.file, SUMMONS)[0]), mode="room")
        opened(assembly, self.sitting)
        self.page = f"/auditions/{self.hearing.id}"

    def call(self):
        self.assembly.do(self.assembly.chair, "item.start", item_id=self.item.id)

    def ask(self, who=None):
        return self.assembly.do(who or self.assembly.citizen, "hearing.ask_floor", hearing_id=self.hearing.id)

    def speech(self):
        with self.world.home.units.reading() as session:
            return session.query(Speech).filter_by(sitting_id=self.sitting.id).order_by(Speech.id.desc()).first()

    def sees(self):
        return text_of(self.client.get(self.page))

    def later(self, **time):
        self.world.clock.moment += timedelta(**time)


@pytest.fixture
def guest(world, assembly, client):
    return Guest(world, assembly, client)


def test_i8_the_link_leads_to_ones_own_place_which_says_each_turn(guest):
    assert guest.answer.headers["Location"] == guest.page
    assert "n’est pas encore appelé" in guest.sees()
    guest.call()
    assert "C’est votre tour" in guest.sees()
    guest.assembly.do(guest.assembly.chair, "floor.give_next", sitting_id=guest.sitting.id)
    assert "Vous avez la parole" in guest.sees()
    page = guest.client.get(guest.page).get_data(as_text=True)
    assert 'data-timer="left"' in page
    assert 'data-limit-seconds="300"' in page
    guest.assembly.do(guest.assembly.citizen, "floor.end", speech_id=guest.speech().id)
    assert "Il vous reste 5 min" in guest.sees()
    guest.assembly.do(guest.assembly.chair, "item.end", item_id=guest.item.id)
    assert "Votre audition est terminée" in guest.sees()


def test_i8_what_is_left_of_the_time_can_be_asked_for_and_no_more(guest):
    guest.call()
    guest.assembly.do(guest.assembly.chair, "floor.give_next", sitting_id=guest.sitting.id)
    guest.later(seconds=200)
    guest.assembly.do(guest.assembly.citizen, "floor.end", speech_id=guest.speech().id)
    guest.ask()
    assert (guest.speech().state, guest.speech().limit_seconds) == (SpeechState.WAITING, 100)
    with pytest.raises(IllegalTransition):
        guest.ask()
    guest.assembly.do(guest.assembly.chair, "floor.give_next", sitting_id=guest.sitting.id)
    guest.later(seconds=95)
    guest.assembly.do(guest.assembly.citizen, "floor.end", speech_id=guest.speech().id)
    with pytest.raises(Refused, match="épuisé"):
        guest.ask()


def test_i8_who_renounced_asks_again_and_is_first(world, guest):
    guest.call()
    guest.assembly.do(guest.assembly.citizen, "floor.withdraw", speech_id=guest.speech().id)
    guest.assembly.do(guest.assembly.partner, "presence.enter", sitting_id=guest.sitting.id, mode="room")
    guest.assembly.do(guest.assembly.partner, "floor.ask", sitting_id=guest.sitting.id)
    guest.ask()
    assert "C’est votre tour" in guest.sees()
    entry = world.entries(guest.sitting.stream)[-1]
    assert (entry.kind, entry.payload["speech"]["person_id"]) == ("floor.asked", guest.assembly.citizen.id)


def test_i8_the_floor_is_asked_for_while_ones_item_is_discussed_by_who_is_there_and_no_other(world, guest):
    with pytest.raises(IllegalTransition):
        guest.ask()
    guest.call()
    for other in (guest.assembly.chair, guest.assembly.partner, guest.assembly.secretary, world.person()):
        with pytest.raises(NotAllowed):
            guest.ask(other)
    guest.assembly.do(guest.assembly.citizen, "floor.withdraw", speech_id=guest.speech().id)
    with world.home.units.sessions() as session:
        session.query(Presence).filter_by(person_id=guest.assembly.citizen.id).update({"left_at": world.clock()})
        session.commit()
    with pytest.raises(Refused, match="lien personnel"):
        guest.ask()


def test_i8_the_end_of_the_item_ends_the_place_the_floor_and_the_presence(world, guest):
    guest.call()
    guest.assembly.do(guest.assembly.chair, "floor.give_next", sitting_id=guest.sitting.id)
    guest.assembly.do(guest.assembly.chair, "item.end", item_id=guest.item.id)
    assert guest.speech().state is SpeechState.DONE
    entry = next(e for e in world.entries(guest.sitting.stream) if e.kind == "presence.left")
    assert (entry.payload["person_id"], entry.payload["on_behalf"]) == (guest.assembly.citizen.id, True)
    with pytest.raises(DomainError):
        guest.ask()
    assert guest.client.get(link_of(mails(world, guest.file, SUMMONS)[0])).status_code == 404


@pytest.mark.parametrize("how", ["private", "closed"])
def test_i8_where_the_public_is_kept_out_the_person_heard_sees_their_place_alone(world, assembly, client, how):
    guest = Guest(world, assembly, client, public=how != "private")
    guest.call()
    if how == "closed":
        assembly.do(assembly.chair, "sitting.close_doors", sitting_id=guest.sitting.id)
    page = client.get(guest.page).get_data(as_text=True)
    assert "C’est votre tour" in page
    assert "data-every" in page
    assert "data-stream" not in page.partition('id="place-invitee"')[2]
    room = client.get(f"/seances/{guest.sitting.id}/salle")
    if how == "private":
        assert room.status_code == 404
    else:
        assert "Liste des orateurs" not in text_of(room)
    assert client.get(f"/api/v1/journal/{guest.sitting.stream}").status_code in (200, 403, 404)
    assert assembly.chair.name not in client.get(guest.page).get_data(as_text=True)


def test_i8_the_place_is_the_persons_own(as_, world, guest):
    others = (guest.assembly.chair, guest.assembly.secretary, guest.assembly.partner, world.person())
    for path in (guest.page, f"{guest.page}/place"):
        assert [as_(who).get(path).status_code for who in others] == [403] * 4
    visitor = guest.client.application.test_client()
    assert visitor.get(guest.page).status_code in (302, 303, 401)
    assert as_(guest.assembly.citizen).get("/auditions/999999").status_code == 404


def test_i8_the_public_view_leads_the_person_heard_to_their_place(as_, client, world, guest):
    path = f"/seances/{guest.sitting.id}/salle"
    assert guest.page in as_(guest.assembly.citizen).get(path).get_data(as_text=True)
    assert guest.page not in as_(world.person()).get(path).get_data(as_text=True)


def test_i8_who_may_take_the_place(world, guest):
    with world.home.units.reading() as session:
        file = session.get_one(Interpellation, guest.file.id)
        people = {name: getattr(guest.assembly, name) for name in ("chair", "secretary", "partner", "citizen")}
        people["stranger"] = world.person()
        allowed = {who for who, one in people.items() if policies.may_take_guest_place(world.actor(one), file)}
    assert allowed == {"citizen"}


def test_i8_a_place_is_drawn_in_few_queries(guest, queries):
    guest.call()
    with queries(12):
        assert guest.client.get(guest.page).status_code == 200


def test_s5_the_time_of_the_floor_is_that_of_the_clock(guest):
    """The time that is left is counted on what was spoken on this item, whatever else the person said."""
    guest.world.clock.moment = datetime(2026, 9, 1, 12, tzinfo=UTC)
    guest.call()
    assert "Votre temps : 5 min" in guest.sees()
