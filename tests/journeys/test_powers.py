"""A power to vote, lived on two telephones: given before, two votes in one hand, and the principal who arrives (S4)."""

import pytest
from playwright.sync_api import Page, expect

from app.sittings.models import Ballot

from .conftest import serious_findings

LIVE = "[data-link-status][data-link=live]"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def salle(visit, room):
    """Open the room as somebody on a telephone, and wait until it is live."""

    def opened(person) -> Page:
        page = visit(f"/seances/{room.sitting.id}/salle", person, **PHONE)
        expect(page.locator(LIVE)).to_be_visible()
        return page

    return opened


def test_s4_a_power_is_given_votes_beside_its_holder_and_sleeps_when_its_giver_arrives(visit, salle, room, do):
    giver, holder = room.delegates[3], room.delegates[0]
    room.world.present(room.sitting, room.chair, *room.delegates[:3])
    page = visit(f"/seances/{room.sitting.id}/pouvoirs", giver, **PHONE)
    page.get_by_label("À qui ?").select_option(str(holder.seat.id))
    page.get_by_role("button", name="Donner mon pouvoir").click()
    expect(page.get_by_text(f"Vous avez donné pouvoir à {holder.name}")).to_be_visible()
    assert serious_findings(page) == []

    hand = salle(holder)
    item = room.fresh().current_item_id
    do(room.chair, "ballot.open", item_id=item, question="Faut-il un train par heure ?")
    votes = hand.locator(".room-vote")
    expect(votes).to_have_count(2)
    expect(votes.nth(1)).to_contain_text(f"Pour {giver.name}, hors séance.")
    assert serious_findings(hand) == []
    votes.nth(0).locator("label", has_text="Pour").first.click()
    votes.nth(0).get_by_role("button", name="Confirmer mon vote").click()
    expect(hand.locator(".ballot-receipt")).to_have_count(1)
    carried = hand.locator(".room-vote", has_text=f"Pour {giver.name}, hors séance.")
    carried.locator("label", has_text="Pour").first.click()
    carried.get_by_role("button", name=f"Confirmer le vote de {giver.name}").click()
    expect(hand.locator(".ballot-receipt:visible")).to_have_count(2)
    do(room.chair, "ballot.close", ballot_id=_last_ballot(room))

    do(room.chair, "ballot.open", item_id=item, question="Et la nuit ?")
    expect(hand.locator(".room-vote")).to_have_count(2)
    arrived = salle(giver)
    arrived.get_by_role("button", name="Entrer en salle").click()
    expect(arrived.locator(".room-vote")).to_have_count(1)
    expect(hand.locator(".room-vote")).to_have_count(1)
    expect(hand.get_by_text("Pouvoir suspendu.")).to_be_visible()
    assert serious_findings(hand) == []


def _last_ballot(room):
    with room.world.home.units.reading() as session:
        return session.query(Ballot).order_by(Ballot.id.desc()).limit(1).one().id
