"""S4 as people see it: two votes in one hand, a power that sleeps, and who represents whom, without script."""

import re

import pytest

from .test_without_script import _came_back, _do


@pytest.fixture
def carried(room, do):
    """The fourth delegate, absent, gave power to the first; everybody else is there."""
    room.world.present(room.sitting, room.chair, *room.delegates[:3])
    data = {"sitting_id": room.sitting.id, "holder_seat_id": room.delegates[0].seat.id}
    room.power = do(room.delegates[3], "proxy.give", **data)["proxy_id"]
    return room


def _open(room, do):
    return do(room.chair, "ballot.open", item_id=room.fresh().current_item_id, question="Oui ?")["ballot_id"]


def _words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_s4_the_holder_votes_twice_by_plain_forms_with_two_receipts(stage, looking, carried, do):
    ballot = _open(carried, do)
    url, holder = f"{stage.url}/salle", looking("delegate")
    principal = carried.delegates[3]
    page = holder.get(url).text
    assert page.count('action="/actes/ballot.cast"') == 2
    assert f"Pour {principal.name}, hors séance." in page
    assert page.index("Confirmer mon vote") < page.index(f"Confirmer le vote de {principal.name}")
    mine = lambda fields: fields["seat_id"] == str(carried.delegates[0].seat.id)  # noqa: E731 - a sentence of the test
    assert _came_back(_do(holder, url, "ballot.cast", mine, choice="for"), url)
    assert holder.get(url).text.count('action="/actes/ballot.cast"') == 1
    assert _came_back(_do(holder, url, "ballot.cast", choice="for"), url)
    page = holder.get(url).text
    assert page.count("Reçu n°") == 2
    assert f"Vote de {principal.name} enregistré à" in page
    do(carried.chair, "ballot.close", ballot_id=ballot)
    stage.forget()
    for looker in (holder, looking("gallery")):
        assert f"{principal.name} a donné pouvoir à {carried.delegates[0].name}" in looker.get(url).text


def test_s4_the_principal_who_enters_reads_what_became_of_their_vote(stage, client, as_, carried, do):
    ballot = _open(carried, do)
    principal, holder = carried.delegates[3], carried.delegates[0]
    do(holder, "ballot.cast", ballot_id=ballot, choice="for", seat_id=principal.seat.id)
    do(principal, "presence.enter", sitting_id=carried.sitting.id)
    page = as_(principal).get(f"{stage.url}/salle").text
    assert f"par {holder.name}, qui portait votre pouvoir. Un vote enregistré ne se change pas." in page
    assert 'action="/actes/ballot.cast"' not in page
    assert "Votre pouvoir est suspendu." in page


def test_s4_once_the_principal_is_there_the_holder_has_one_vote_again(stage, looking, carried, do):
    _open(carried, do)
    do(carried.delegates[3], "presence.enter", sitting_id=carried.sitting.id)
    page = looking("delegate").get(f"{stage.url}/salle").text
    assert page.count('action="/actes/ballot.cast"') == 1
    assert "Pouvoir suspendu." in page


def test_s4_the_bureau_sees_powers_and_who_still_has_to_vote_by_them(stage, looking, carried, do):
    ballot = _open(carried, do)
    desk = looking("secretary")
    page = desk.get(f"{stage.url}/salle").text
    assert "pouvoir en cours" in page
    assert f"pouvoir donné à {carried.delegates[0].name}" in page
    assert f"porte le pouvoir de {carried.delegates[3].name}" in page
    assert f"par pouvoir à {carried.delegates[0].name}" in page
    assert "Absents, ne peuvent pas voter" not in _words(page)
    do(carried.secretary, "ballot.cast", ballot_id=ballot, choice="for", seat_id=carried.delegates[3].seat.id)
    assert f"par pouvoir à {carried.delegates[0].name}" not in desk.get(f"{stage.url}/salle").text


def test_s4_the_public_sees_who_is_represented_and_no_receipt(stage, looking, carried, do):
    _open(carried, do)
    page = looking("gallery").get(f"{stage.url}/salle").text
    assert f"pouvoir donné à {carried.delegates[0].name}" in page
    assert 'action="/actes/' not in page


def test_powers_cost_the_room_no_query_each(stage, looking, carried, do, queries):
    member, url = looking("delegate"), f"{stage.url}/salle"
    member.get(url)
    with queries(12) as one:
        member.get(url)
    do(carried.delegates[2], "proxy.give", sitting_id=carried.sitting.id, holder_seat_id=carried.delegates[1].seat.id)
    with queries(len(one)):
        member.get(url)
