"""S9 as a voter lives it: the network or the process goes away in the middle of a vote."""

import pytest
from playwright.sync_api import expect

from app.sittings.models import Turnout
from tests.journeys.acts import CONFIRM, LINK, choose, receipt, settled


@pytest.fixture
def ballot_id(room, do):
    room.world.present(room.sitting, room.chair, *room.delegates)
    question = "Faut-il un train par heure ?"
    return do(room.chair, "ballot.open", item_id=room.sitting.current_item_id, question=question)["ballot_id"]


@pytest.fixture
def voter(visit, room, ballot_id):
    """A member on a phone, in front of the vote, having chosen but not confirmed."""
    page = visit(f"/seances/{room.sitting.id}/salle", room.delegates[0], width=390, height=800)
    settled(page)
    choose(page, "Pour")
    return page


def _turnout(room, ballot_id):
    with room.world.home.units.reading() as session:
        return session.query(Turnout).filter_by(ballot_id=ballot_id).all()


def test_s9_fifteen_seconds_without_network_lock_the_vote_and_give_it_back(voter, room, do, ballot_id):
    voter.clock.install()
    voter.reload()
    settled(voter)
    choose(voter, "Pour")
    voter.context.set_offline(True)
    form = voter.locator(".room-vote form")
    voter.clock.fast_forward(4_000)
    expect(form).to_have_attribute("inert", "")
    expect(voter.locator(".stale-notice")).to_contain_text("La liaison est interrompue")
    voter.clock.fast_forward(11_000)
    expect(voter.locator(LINK)).to_contain_text("hors ligne depuis")
    do(room.delegates[1], "ballot.cast", ballot_id=ballot_id, choice="against")
    voter.context.set_offline(False)
    voter.clock.fast_forward(9_000)
    expect(voter.locator(LINK)).to_contain_text("à jour")
    expect(form).not_to_have_attribute("inert", "")
    expect(voter.get_by_role("radio", name="Pour")).to_be_checked()
    voter.locator(CONFIRM).click()
    assert receipt(voter) in {turnout.receipt for turnout in _turnout(room, ballot_id)}
    assert len(_turnout(room, ballot_id)) == 2


def test_s9_a_vote_sent_while_its_process_dies_is_counted_once_and_its_receipt_comes(voter, server, room, ballot_id):
    server.kill()
    voter.locator(CONFIRM).click()
    expect(voter.locator(".act-progress")).to_contain_text("Envoi en cours")
    server.start()
    number = receipt(voter)
    expect(voter.locator(LINK)).to_contain_text("à jour")
    assert [turnout.receipt for turnout in _turnout(room, ballot_id)] == [number]


def test_s9_an_acknowledged_vote_and_its_receipt_outlive_the_process(voter, server, room, ballot_id):
    voter.locator(CONFIRM).click()
    number = receipt(voter)
    server.kill()
    expect(voter.locator(LINK)).not_to_contain_text("à jour")
    server.start()
    settled(voter)
    assert receipt(voter) == number
    voter.reload()
    assert receipt(voter) == number
    assert [turnout.receipt for turnout in _turnout(room, ballot_id)] == [number]
