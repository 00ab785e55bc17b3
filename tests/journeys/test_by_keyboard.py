"""The sitting without a mouse: a member on a small screen, the chair by the keys that the buttons show."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import settled, tab_to
from tests.journeys.looks import overflow

QUESTION = "Faut-il un train par heure ?"


def test_a_member_enters_asks_for_the_floor_and_votes_by_keyboard_at_320_pixels(visit, room, do):
    member = room.delegates[0]
    room.world.present(room.sitting, room.chair, *room.delegates[1:])
    page = settled(visit(f"/seances/{room.sitting.id}/salle", member, width=320, height=640))
    tab_to(page, page.get_by_role("button", name="Entrer en salle"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#demander > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Rappel au règlement"))
    assert overflow(page) == 0
    page.keyboard.press("Enter")
    expect(page.locator("#agir")).to_contain_text("Vous êtes 1er sur la liste")
    do(room.chair, "ballot.open", item_id=room.sitting.current_item_id, question=QUESTION)
    expect(page.locator("#annonces")).to_contain_text("À vous de voter")
    tab_to(page, page.get_by_role("radio", name="Pour"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Contre")).to_be_checked()
    assert overflow(page) == 0
    tab_to(page, page.get_by_role("button", name="Confirmer mon vote"))
    page.keyboard.press("Enter")
    receipt = page.locator(".ballot-receipt")
    expect(receipt).to_contain_text("Contre")
    expect(receipt).to_be_focused()
    expect(page.locator("#annonces")).to_contain_text("Reçu")


@pytest.fixture
def desk(visit, room, do):
    """The chair's desk, with two members who ask for the floor and an item to come."""
    room.world.present(room.sitting, room.chair, *room.delegates)
    room.world.item(room.sitting, title="Les cars du soir")
    for delegate in room.delegates[:2]:
        do(delegate, "floor.ask", sitting_id=room.sitting.id)
    return settled(visit(f"/seances/{room.sitting.id}/salle", room.chair, width=1440))


def test_the_chair_conducts_by_the_keys_shown_beside_the_acts(desk, room):
    now, ballot = desk.locator("#situation"), desk.locator("#scrutin")
    first, second = (delegate.name for delegate in room.delegates[:2])
    for name in (first, second):
        _press_shown(desk, "d")
        expect(now.locator(".now-speaker__name")).to_have_text(name)
    for act, other in (("Pause", "Reprendre"), ("Reprendre", "Pause")):
        expect(now.get_by_role("button", name=act)).to_be_visible()
        _press_shown(desk, "r")
        expect(now.get_by_role("button", name=other)).to_be_visible()
    _press_shown(desk, "t")
    expect(now).to_contain_text("Personne n’a la parole.")
    _press_shown(desk, "v")
    tab_to(desk, ballot.get_by_label("Question posée"))
    desk.keyboard.type("Faut-il céder la place aux cars ?")  # every letter of a key that acts, and none does
    tab_to(desk, ballot.get_by_role("button", name="Ouvrir le scrutin"))
    desk.keyboard.press("Enter")
    expect(now).to_contain_text("0 sur 5 ont voté")
    _press_shown(desk, "c")
    consequence = ballot.locator(".act__consequence").filter(has_text="Plus personne ne peut voter")
    tab_to(desk, consequence.get_by_role("button", name="Clore le scrutin"))
    desk.keyboard.press("Enter")
    expect(now.locator(".tally")).to_contain_text("Rejeté")
    _press_shown(desk, "n")
    expect(now.get_by_role("heading", name="Les cars du soir")).to_be_visible()
    _press_shown(desk, "s")
    expect(now).to_contain_text("Séance suspendue")
    _press_shown(desk, "s")
    expect(now).not_to_contain_text("Séance suspendue")


def test_the_keys_are_listed_and_can_be_switched_off(desk, room):
    desk.keyboard.press("?")
    listed = desk.get_by_role("dialog", name="Raccourcis")
    expect(listed).to_contain_text("Suspendre")
    listed.get_by_role("checkbox", name="Raccourcis d’une touche actifs").uncheck()
    desk.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    desk.keyboard.press("s")
    desk.keyboard.press("d")
    desk.locator("#situation").get_by_role("button", name=re.compile("Donner la parole")).click()
    expect(desk.locator("#situation")).to_contain_text(room.delegates[0].name)
    expect(desk.locator("#situation")).not_to_contain_text("Séance suspendue")


def _press_shown(page, key):
    """Press a key that a control of the page shows."""
    expect(page.locator(f'[data-key="{key}"]').first).to_be_visible()
    page.keyboard.press(key)
