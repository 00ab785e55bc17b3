"""The sitting room as people live it: four screens at once, a keyboard and a small phone, two hands on one note."""

import pytest
from playwright.sync_api import Page, expect

from app.sittings.models import AgendaItem, ItemNote

from .conftest import serious_findings

LIVE = "[data-link-status][data-link=live]"


@pytest.fixture
def salle(visit, room):
    """Open the room as somebody, and wait until it is live."""

    def opened(person=None, *, vue="", **how) -> Page:
        page = visit(f"/seances/{room.sitting.id}/salle{vue}", person, **how)
        expect(page.locator(LIVE)).to_be_visible()
        return page

    return opened


def _present(room, but=()):
    room.world.present(room.sitting, *[p for p in [room.chair, *room.delegates] if p not in but])


def test_s7_a_vote_takes_the_member_s_screen_and_its_result_everybody_s(salle, room):
    _present(room)
    member = room.delegates[0]
    chair, seat, gallery = salle(room.chair, width=1440), salle(member, width=390, height=844), salle()
    seat.get_by_text("Demander la parole").focus()
    chair.keyboard.press("v")
    chair.locator("#mettre-aux-voix textarea").fill("Faut-il un train par heure ?")
    chair.get_by_role("button", name="Ouvrir le scrutin").click()
    question = seat.locator(".room-vote h2")
    expect(question).to_have_text("Faut-il un train par heure ?")
    expect(question).to_be_focused()
    expect(seat.locator("#situation")).to_be_hidden()
    missing = chair.locator("#scrutin .missing")
    expect(missing).to_contain_text(member.name)
    seat.locator(".room-vote label", has_text="Pour").first.click()
    seat.get_by_role("button", name="Confirmer mon vote").click()
    expect(seat.locator(".ballot-receipt")).to_contain_text("Reçu n°")
    expect(seat.locator(".ballot-receipt")).to_contain_text("Pour")
    expect(missing).not_to_contain_text(member.name)
    expect(gallery.locator("#situation [data-field=cast]")).to_have_text("1")
    chair.keyboard.press("c")
    expect(chair.locator("#scrutin .act__consequence")).to_be_visible()
    chair.locator("#scrutin .act__consequence button").click()
    for page in (chair, seat, gallery):
        expect(page.locator("#situation .tally")).to_contain_text("Adopté")
    gallery.get_by_text("Voir qui a voté quoi").click()
    expect(gallery.locator(".tally tr", has_text=member.name)).to_contain_text("Pour")
    expect(seat.locator(".ballot-receipt")).to_contain_text("Reçu n°")


def test_a_vote_that_opens_does_not_take_the_pen_from_who_writes(salle, room, do):
    _present(room)
    page = salle(room.delegates[0], width=1280)
    page.get_by_text("Déposer un texte").click()
    page.locator("#deposer textarea[name=text]").fill("La conférence demande")
    asked = {"item_id": room.sitting.current_item_id, "question": "Faut-il un train par heure ?"}
    opened = do(room.chair, "ballot.open", **asked)
    expect(page.locator(".room-vote h2")).to_be_visible()
    do(room.chair, "ballot.cancel", ballot_id=opened["ballot_id"], reason="Essai")
    expect(page.locator(".room-vote h2")).to_be_hidden()
    expect(page.locator("#deposer textarea[name=text]")).to_have_value("La conférence demande")


def test_s11_the_gallery_is_cut_when_the_doors_close(salle, room, do):
    _present(room)
    page = salle()
    do(room.chair, "sitting.close_doors", sitting_id=room.sitting.id)
    expect(page.get_by_role("heading", name="La séance se poursuit à huis clos")).to_be_visible(timeout=60_000)
    assert room.chair.name not in page.content()


def test_notes_save_themselves_and_two_secretaries_never_overwrite_each_other(salle, room, do):
    _present(room)
    page = salle(room.secretary, width=1440)
    item = room.sitting.current_item_id
    notes = page.locator(f"#note-{item} textarea")
    notes.fill("Le maire demande un délai.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Enregistré à")
    with room.world.home.units.reading() as session:
        kept = session.get_one(ItemNote, item)
        assert kept.text == "Le maire demande un délai."
    notes.press_sequentially(" Le pré")
    do(room.chair, "note.write", item_id=item, text="Autre main.", expected_version=kept.version)
    notes.press_sequentially("fet répond.")
    expect(page.locator(".theirs")).to_contain_text("Autre main.")
    expect(notes).to_have_value("Le maire demande un délai. Le préfet répond.")


def test_the_chair_reorders_the_floor_with_the_keyboard(salle, room, do):
    _present(room)
    for delegate in room.delegates[:3]:
        do(delegate, "floor.ask", sitting_id=room.sitting.id)
    page = salle(room.chair, width=1440)
    page.locator("[data-handle]").nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".queue__line").first).to_contain_text(room.delegates[2].name)
    gallery = salle()
    expect(gallery.locator(".queue__line").first).to_contain_text(room.delegates[2].name)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_any_view_of_a_vote(salle, visit, room, do, dark):
    _present(room)
    do(room.delegates[1], "floor.ask", sitting_id=room.sitting.id)
    ballot = do(room.chair, "ballot.open", item_id=room.sitting.current_item_id, question="Faut-il un train ?")
    pages = [
        salle(room.chair, width=1440, dark=dark),
        salle(room.secretary, width=1440, dark=dark),
        salle(room.delegates[0], width=390, dark=dark),
        salle(width=1280, dark=dark),
        visit(f"/seances/{room.sitting.id}/projection", width=1280, dark=dark),
    ]
    assert [serious_findings(page) for page in pages] == [[]] * 5
    for person in room.delegates:
        do(person, "ballot.cast", ballot_id=ballot["ballot_id"], choice="for", request_id=None)
    do(room.chair, "ballot.close", ballot_id=ballot["ballot_id"])
    for page in pages:
        expect(page.locator("main")).to_contain_text("Adopté")
    assert [serious_findings(page) for page in pages] == [[]] * 5


def test_the_item_that_ends_moves_the_agenda_of_everybody(salle, room, do):
    _present(room)
    second = room.world.item(room.sitting, title="Le second point", number="2")
    chair, gallery = salle(room.chair, width=1440), salle()
    chair.keyboard.press("n")
    for page in (chair, gallery):
        expect(page.locator("#situation")).to_contain_text("Le second point")
    assert isinstance(room.fresh(second), AgendaItem)
