"""S4 before the sitting: the pages where powers are given, recorded, read and taken back, without script."""

import io
from datetime import timedelta

import pytest

from app.conferences.models import Mandate
from app.foundation.clock import local_date
from app.sittings.models import ProxyGiven
from app.sittings.words import SittingState


@pytest.fixture
def coming(room, world):
    """A sitting that is convened."""
    return world.sitting(
        room.conference,
        state=SittingState.CONVENED,
        agenda_published_at=world.clock(),
        title="Séance à venir",
    )


def _powers(room):
    with room.world.home.units.reading() as session:
        return session.query(ProxyGiven).order_by(ProxyGiven.id).all()


def test_s4_a_member_gives_power_reads_it_and_takes_it_back(room, coming, as_):
    giver, holder = room.delegates[:2]
    url, browser = f"/seances/{coming.id}/pouvoirs", as_(giver)
    page = browser.get(url).text
    assert holder.name in page
    assert "Donner mon pouvoir" in page
    asked = {"sitting_id": coming.id, "holder_seat_id": holder.seat.id, "page": url}
    assert browser.post("/actes/proxy.give", data=asked).status_code == 303
    (power,) = _powers(room)
    page = browser.get(url).text
    assert f"Vous avez donné pouvoir à {holder.name}" in page
    written = browser.get(f"/pouvoirs/{power.id}").text
    assert "donne pouvoir à" in written
    assert as_(holder).get(f"/pouvoirs/{power.id}").status_code == 200
    assert as_(room.delegates[2]).get(f"/pouvoirs/{power.id}").status_code == 404
    mine = as_(giver).get("/pouvoirs").text
    assert "Révoquer mon pouvoir" in mine
    assert as_(giver).post("/actes/proxy.revoke", data={"proxy_id": power.id, "page": "/pouvoirs"}).status_code == 303
    assert "Révoqué." in as_(giver).get("/pouvoirs").text


def test_s4_a_refused_power_gives_the_page_back_with_the_reason(room, coming, as_, do):
    do(room.delegates[2], "proxy.give", sitting_id=coming.id, holder_seat_id=room.delegates[1].seat.id)
    url = f"/seances/{coming.id}/pouvoirs"
    page = as_(room.delegates[0]).get(url).text
    assert "Ne peuvent plus en recevoir" in page
    asked = {"sitting_id": coming.id, "holder_seat_id": room.delegates[1].seat.id, "page": url}
    answer = as_(room.delegates[0]).post("/actes/proxy.give", data=asked)
    assert answer.status_code in (409, 422)
    assert "au plus" in answer.text


def test_s4_the_secretariat_records_a_letter_and_hands_it_over(room, coming, as_):
    url, desk = f"/seances/{coming.id}/pouvoirs", as_(room.secretary)
    assert "Enregistrer un pouvoir reçu sur papier" in desk.get(url).text
    asked = {
        "sitting_id": coming.id,
        "principal_seat_id": room.delegates[0].seat.id,
        "holder_seat_id": room.delegates[1].seat.id,
        "page": url,
        "file": (io.BytesIO(b"Pouvoir fictif"), "lettre.txt"),
    }
    assert desk.post("/actes/proxy.record", data=asked).status_code == 303
    (power,) = _powers(room)
    assert desk.get(f"/pouvoirs/{power.id}/fichier").data == b"Pouvoir fictif"
    assert as_(room.delegates[3]).get(f"/pouvoirs/{power.id}/fichier").status_code == 404
    assert as_(room.delegates[0]).get(f"/pouvoirs/{power.id}/fichier").status_code == 200


def test_s4_the_list_of_powers_is_for_those_who_sit(room, coming, as_, client, world):
    url = f"/seances/{coming.id}/pouvoirs"
    assert as_(room.observer).get(url).status_code == 200
    assert "Donner mon pouvoir" not in as_(room.observer).get(url).text
    assert as_(room.partner).get(url).status_code == 200
    assert as_(world.person()).get(url).status_code == 403


def test_s4_who_could_do_what_tells_the_powers_of_the_day(room, coming, as_, do, client, world):
    today = world.today()
    do(room.delegates[0], "proxy.give", sitting_id=coming.id, holder_seat_id=room.delegates[1].seat.id)
    period = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=9)).isoformat()}
    data = {"conference_id": room.conference.id, "holder_seat_id": room.delegates[3].seat.id}
    do(room.delegates[2], "proxy.give", **data, **period)
    told = client.get(f"/api/v1/conferences/{room.conference.id}/powers").json["powers"]
    assert [power["principal"] for power in told] == [room.delegates[0].name]
    page = as_(room.observer).get(f"/conferences/{room.conference.slug}/pouvoirs").text
    assert "Qui votait pour qui" in page
    assert "Toutes les séances" in page
    before = f"/api/v1/conferences/{room.conference.id}/powers?date={today - timedelta(days=1)}"
    assert client.get(before).json["powers"] == []


def test_s4_the_holder_finds_the_power_among_what_they_have_to_do(room, coming, as_, do):
    do(room.delegates[0], "proxy.give", sitting_id=coming.id, holder_seat_id=room.delegates[1].seat.id)
    assert f"Porter le pouvoir de {room.delegates[0].name}" in as_(room.delegates[1]).get("/").text
    assert "Porter le pouvoir" not in as_(room.delegates[0]).get("/").text


def _ends(world, person, day):
    with world.home.units.begin(world.actor(person)) as work:
        mandate = work.session.query(Mandate).filter_by(person_id=person.id, seat_id=person.seat.id).one()
    world.update(mandate, ends_on=day)


@pytest.mark.parametrize("whose", [0, 1])
def test_s4_a_power_that_fell_with_a_mandate_says_whose_and_offers_no_act(room, coming, as_, do, world, whose):
    giver, holder = room.delegates[:2]
    do(giver, "proxy.give", sitting_id=coming.id, holder_seat_id=holder.seat.id)
    assert "Servira en séance." in as_(giver).get("/pouvoirs").text
    _ends(world, room.delegates[whose], world.today())
    (power,) = _powers(room)
    for reader, url in ((giver, "/pouvoirs"), (holder, "/pouvoirs"), (giver, f"/pouvoirs/{power.id}")):
        page = as_(reader).get(url).text
        assert f"Tombé : fin du mandat de {room.delegates[whose].name} le" in page, url
        assert "Servira en séance" not in page
        assert "/actes/proxy.revoke" not in page
        assert "/actes/proxy.decline" not in page
    assert "Tombé : fin du mandat" in as_(room.secretary).get(f"/seances/{coming.id}/pouvoirs").text


def test_s4_a_power_whose_giver_no_longer_sits_on_the_day_of_the_sitting_is_marked_before(room, coming, as_, do, world):
    giver, holder = room.delegates[:2]
    day = local_date(coming.starts_at)
    do(giver, "proxy.give", sitting_id=coming.id, holder_seat_id=holder.seat.id)
    _ends(world, giver, day)
    assert f"Tombé : fin du mandat de {giver.name}" in as_(holder).get("/pouvoirs").text


def test_s4_one_s_own_powers_say_what_they_are_worth_while_a_sitting_runs(room, as_, do, world):
    giver, holder = room.delegates[:2]
    do(giver, "proxy.give", sitting_id=room.sitting.id, holder_seat_id=holder.seat.id)
    assert "Attend que son porteur entre." in as_(giver).get("/pouvoirs").text
    world.present(room.sitting, holder)
    assert "En cours." in as_(giver).get("/pouvoirs").text
    world.present(room.sitting, giver)
    assert "Suspendu : son auteur est en séance." in as_(holder).get("/pouvoirs").text


def test_s4_a_power_for_a_period_gives_way_to_one_for_a_sitting_that_was_moved_into_it(room, coming, as_, do, world):
    giver, today = room.delegates[0], world.today()
    world.update(coming, starts_at=coming.starts_at + timedelta(days=90))
    do(giver, "proxy.give", sitting_id=coming.id, holder_seat_id=room.delegates[2].seat.id)
    period = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=60)).isoformat()}
    data = {"conference_id": room.conference.id, "holder_seat_id": room.delegates[1].seat.id}
    do(giver, "proxy.give", **data, **period)
    world.update(coming, starts_at=coming.starts_at)
    page = as_(room.secretary).get(f"/seances/{coming.id}/pouvoirs").text
    assert page.count("Servira en séance.") == 1
    assert "Remplacé par un pouvoir donné pour cette séance." in page


def test_s4_powers_that_serve_come_before_those_that_are_over(room, coming, as_, do, world):
    giver, url = room.delegates[0], "/pouvoirs"
    do(giver, "proxy.give", sitting_id=room.sitting.id, holder_seat_id=room.delegates[1].seat.id)
    do(giver, "proxy.give", sitting_id=coming.id, holder_seat_id=room.delegates[2].seat.id)
    newest = _powers(room)[-1]
    do(giver, "proxy.revoke", proxy_id=newest.id)
    page = as_(giver).get(url).text
    assert page.index("Attend que son porteur entre.") < page.index("Révoqué.")


def test_s4_however_many_powers_the_page_asks_the_same_of_the_database(room, coming, as_, do, queries):
    do(room.delegates[0], "proxy.give", sitting_id=coming.id, holder_seat_id=room.delegates[1].seat.id)
    browser = as_(room.delegates[0])
    browser.get("/pouvoirs")
    with queries(12):
        browser.get("/pouvoirs")
