"""S11: whoever looks sees the truth, whatever their network or their browser lets through."""

import pytest
from playwright.sync_api import Page, expect

from app.sittings.models import Turnout
from tests.journeys.acts import LINK, settled
from tests.journeys.middlebox import WithoutWebSockets

NEXT = "Les cars du soir"
SECRET = "Vœu à taire"


@pytest.fixture
def office(server):
    """The address of the server as seen from behind a network without WebSockets."""
    with WithoutWebSockets(server.port) as between:
        yield between.url


def _without_socket_io(page: Page) -> None:
    page.route("**/socket.io/**", lambda route: route.abort())


def _item_called(room, do):
    item = room.world.item(room.sitting, title=NEXT)
    do(room.chair, "item.start", item_id=item.id)


def test_s11_the_gallery_follows_by_long_polling_when_websockets_are_blocked(visit, office, room, do):
    gallery = visit(f"{office}/seances/{room.sitting.id}/salle")
    expect(gallery.locator(LINK)).to_have_text("à jour")
    _item_called(room, do)
    expect(gallery.locator("#situation").get_by_role("heading", name=NEXT)).to_be_visible()


def test_s11_the_gallery_follows_by_reading_the_record_when_no_link_holds(visit, office, room, do):
    gallery = visit(f"{office}/seances/{room.sitting.id}/salle", before=_without_socket_io)
    expect(gallery.locator(LINK)).to_contain_text("à jour, toutes les 3")
    _item_called(room, do)
    expect(gallery.locator("#situation").get_by_role("heading", name=NEXT)).to_be_visible()


def test_s11_the_gallery_follows_without_script_by_asking_again(visit, room, do):
    gallery = visit(f"/seances/{room.sitting.id}/salle", script=False)
    _item_called(room, do)
    gallery.get_by_role("link", name="Actualiser").click()
    expect(gallery.locator("#situation").get_by_role("heading", name=NEXT)).to_be_visible()


def test_s9_a_member_enters_asks_for_the_floor_and_votes_without_script(visit, room, do):
    page = visit(f"/seances/{room.sitting.id}/salle", room.delegates[0], width=390, height=800, script=False)
    page.get_by_role("button", name="Entrer en salle").click()
    page.locator("#demander > summary").click()
    page.get_by_role("button", name="Parler pour").click()
    expect(page.locator("#agir")).to_contain_text("Vous êtes 1er sur la liste")
    room.world.present(room.sitting, room.chair, *room.delegates[1:])
    question = "Faut-il des cars le soir ?"
    ballot = do(room.chair, "ballot.open", item_id=room.sitting.current_item_id, question=question)["ballot_id"]
    page.reload()
    expect(page.get_by_role("heading", name=question).first).to_be_visible()
    page.get_by_role("button", name="Confirmer mon vote").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez une réponse")
    page.locator(".room-vote").get_by_text("Pour", exact=True).click()
    page.get_by_role("button", name="Confirmer mon vote").click()
    expect(page.locator(".ballot-receipt")).to_contain_text("Reçu n°")
    with room.world.home.units.reading() as session:
        assert session.query(Turnout).filter_by(ballot_id=ballot).count() == 1


def test_s11_closing_the_doors_cuts_the_gallery_at_once(visit, room, do):
    room.world.present(room.sitting, room.chair, *room.delegates)
    gallery = visit(f"/seances/{room.sitting.id}/salle", before=lambda page: page.clock.install())
    member = visit(f"/seances/{room.sitting.id}/salle", room.delegates[0])
    for page in (gallery, member):
        settled(page)
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    expect(gallery.locator("#situation")).to_contain_text("La séance se poursuit à huis clos")
    item = room.sitting.current_item_id
    do(room.delegates[1], "motion.table", item_id=item, title=SECRET, text="Ce qui ne se dit pas dehors.")
    expect(member.locator("#textes")).to_contain_text(SECRET)
    late = visit(f"/seances/{room.sitting.id}/salle", before=lambda page: page.clock.install())
    for page in (gallery, late):
        expect(page.locator("#situation")).to_contain_text("La séance se poursuit à huis clos")
        expect(page.locator(LINK)).to_contain_text("page affichée à")
        assert SECRET not in page.content()
    do(room.chair, "sitting.open_doors", sitting_id=room.sitting.id)
    for page in (gallery, late):
        _until_the_doors_open(page)
        expect(page.locator("#situation")).to_contain_text("Un point")
        assert SECRET not in page.content(), "what was said behind closed doors stays there"


def _until_the_doors_open(page):
    """Let the page ask now and then; within a second of the opening it may still be told of closed doors."""
    for _asking in range(10):
        with page.expect_response("**/fragments/huis-clos*") as answer:
            page.clock.fast_forward(25_000)
        if answer.value.status == 303:
            return
