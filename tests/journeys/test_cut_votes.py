"""S9 as a voter lives it: the network or the process goes away in the middle of a vote."""

from playwright.sync_api import Page, expect

from app.sittings.models import Turnout

LINK = "[data-link-status]"
CONFIRM = ".room-vote button[type=submit]"


def _ballot(room, do):
    room.world.present(room.sitting, room.chair, *room.delegates)
    opened = do(
        room.chair, "ballot.open", item_id=room.sitting.current_item_id, question="Faut-il un train par heure ?"
    )
    return opened["ballot_id"]


def _votes(room, ballot_id):
    with room.world.home.units.reading() as session:
        return session.query(Turnout).filter_by(ballot_id=ballot_id).count()


def _at_the_vote(visit, room) -> Page:
    page = visit(f"/seances/{room.sitting.id}/salle", room.delegates[0], width=390, height=800)
    expect(page.locator(LINK)).to_contain_text("à jour")
    page.locator(".room-vote label", has_text="Pour").first.click()
    expect(page.locator(CONFIRM)).to_have_text("Confirmer mon vote\N{NO-BREAK SPACE}: Pour")
    return page


def test_s9_a_vote_sent_while_its_process_dies_is_counted_once_and_its_receipt_comes(visit, server, room, do):
    ballot_id = _ballot(room, do)
    page = _at_the_vote(visit, room)
    server.kill()
    page.locator(CONFIRM).click()
    expect(page.locator(".act-progress")).to_contain_text("Envoi en cours")
    server.start()
    expect(page.locator(".ballot-receipt")).to_contain_text("Reçu n°")
    expect(page.locator(LINK)).to_contain_text("à jour")
    assert _votes(room, ballot_id) == 1


def test_s9_a_cut_locks_the_vote_keeps_the_choice_and_gives_it_back(visit, server, room, do):
    ballot_id = _ballot(room, do)
    page = _at_the_vote(visit, room)
    server.kill()
    form = page.locator(".room-vote form")
    expect(form).to_have_attribute("inert", "")
    expect(page.locator(".stale-notice")).to_contain_text("La liaison est interrompue")
    expect(page.locator(LINK)).to_contain_text("hors ligne depuis", timeout=15_000)
    server.start()
    expect(page.locator(LINK)).to_contain_text("à jour")
    expect(form).not_to_have_attribute("inert", "")
    page.locator(CONFIRM).click()
    expect(page.locator(".ballot-receipt")).to_contain_text("Reçu n°")
    assert _votes(room, ballot_id) == 1
