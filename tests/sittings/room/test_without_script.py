"""Every act of the room is a form: it does the act and comes back, or gives the page again with what was typed."""

import re

import pytest

from app.conferences.models import Finalite
from app.sittings.models import Sitting
from app.sittings.words import BallotState, SittingState, SpeechState

FORM = re.compile(r'<form[^>]*action="/actes/([a-z_.]+)".*?</form>', re.S)
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def _forms(page):
    """Return (command, hidden fields) of each form of the page."""
    return [(m.group(1), dict(FIELD.findall(m.group(0)))) for m in FORM.finditer(page)]


def _do(client, url, command, pick=lambda fields: True, **typed):
    page = client.get(url).text
    fields = next(fields for name, fields in _forms(page) if name == command and pick(fields))
    return client.post(f"/actes/{command}", data={**fields, **typed})


def _came_back(answer, url):
    return (answer.status_code, answer.headers.get("Location")) == (303, url)


def test_a_member_enters_asks_for_the_floor_withdraws_and_leaves(stage, looking, room):
    url, delegate = f"{stage.url}/salle", looking("delegate")
    assert _came_back(_do(delegate, url, "presence.enter", lambda f: f["mode"] == "room"), url)
    assert _came_back(_do(delegate, url, "floor.ask", lambda f: f["kind"] == "against"), url)
    assert "Vous êtes" in delegate.get(url).text
    assert _came_back(_do(delegate, url, "floor.withdraw"), url)
    assert _came_back(_do(delegate, url, "presence.leave"), url)
    assert room.kinds[-4:] == ["presence.entered", "floor.asked", "floor.withdrawn", "presence.left"]


def test_s7_a_member_votes_by_a_plain_form_and_receives_a_receipt(stage, looking, room, do):
    stage.put("open")
    stage.motion()
    url, chair, delegate = f"{stage.url}/salle", looking("chair"), looking("delegate")
    assert _came_back(_do(chair, url, "ballot.open", majority="simple", base="votes_cast", question="Oui ?"), url)
    assert "Votre vote" in delegate.get(url).text
    assert _came_back(_do(delegate, url, "ballot.cast", choice="for"), url)
    page = delegate.get(url).text
    assert "Vote enregistré à" in page
    assert "Votre vote" not in page
    assert _came_back(_do(chair, url, "ballot.close"), url)
    assert "Adopté" in delegate.get(url).text


def test_a_vote_without_a_choice_gives_the_page_again_with_what_is_missing(stage, looking):
    stage.put("voting")
    answer = _do(looking("delegate"), f"{stage.url}/salle", "ballot.cast")
    assert answer.status_code == 422
    assert "Choisissez une réponse avant de confirmer" in answer.text
    assert "Votre vote" in answer.text


def test_a_refused_text_keeps_what_was_typed(stage, looking):
    stage.put("open")
    answer = _do(looking("delegate"), f"{stage.url}/salle", "motion.table", title="", text="Un texte long à écrire")
    assert answer.status_code == 422
    assert "Un texte long à écrire" in answer.text


def test_a_refusal_whose_form_has_gone_is_said_at_the_top(stage, looking, do, room):
    stage.put("voting")
    delegate, url = looking("delegate"), f"{stage.url}/salle"
    fields = next(fields for name, fields in _forms(delegate.get(url).text) if name == "ballot.cast")
    do(room.chair, "ballot.close", ballot_id=int(fields["ballot_id"]))
    answer = delegate.post("/actes/ballot.cast", data={**fields, "choice": "for"})
    assert answer.status_code in (409, 422)
    assert "alert--error" in answer.text


@pytest.mark.parametrize(
    ("state", "command", "typed"),
    [
        ("convened", "sitting.open", {}),
        ("open", "sitting.suspend", {}),
        ("suspended", "sitting.resume", {}),
        ("open", "sitting.close_doors", {}),
        ("doors", "sitting.open_doors", {}),
        ("open", "sitting.set_attendance", {"attendance": "room"}),
        ("open", "sitting.close", {}),
        ("speaking", "floor.give_next", {}),
        ("speaking", "floor.pause", {}),
        ("speaking", "floor.end", {}),
        ("open", "floor.close", {}),
        ("voting", "ballot.close", {}),
        ("voting", "ballot.cancel", {"reason": "Erreur de question"}),
        ("open", "item.end", {}),
    ],
)
def test_the_chair_conducts_by_plain_forms(stage, looking, room, state, command, typed):
    stage.put(state)
    before = len(room.kinds)
    answer = _do(looking("chair"), f"{stage.url}/salle", command, **typed)
    assert answer.status_code == 303, answer.text
    assert len(room.kinds) > before


def test_the_chair_reorders_the_floor_by_buttons(stage, looking, room):
    stage.put("open")
    first = stage.speech(room.delegates[0], SpeechState.WAITING, rank=0)
    second = stage.speech(room.delegates[1], SpeechState.WAITING, rank=1)
    url = f"{stage.url}/salle"
    answer = _do(looking("chair"), url, "floor.move", lambda f: f["speech_id"] == str(second.id))
    assert _came_back(answer, url)
    assert room.fresh(second).rank < room.fresh(first).rank


def test_s3_the_secretary_notes_entries_and_exits_in_the_name_of_others(stage, looking, room):
    url, secretary = f"{stage.url}/salle", looking("secretary")
    seat = str(room.delegates[2].seat.id)
    mine = lambda f: f.get("seat_id") == seat  # noqa: E731 - reads as a clause
    assert _came_back(_do(secretary, url, "presence.enter", lambda f: mine(f) and f["mode"] == "room"), url)
    assert room.last.payload["on_behalf"] is True
    assert _came_back(_do(secretary, url, "presence.leave", mine), url)


def test_the_secretary_puts_somebody_on_the_list_and_notes_a_vote_said_aloud(stage, looking, room):
    stage.put("voting")
    url, secretary = f"{stage.url}/salle", looking("secretary")
    who = str(room.delegates[0].id)
    answer = _do(
        secretary, url, "floor.ask", lambda f: f.get("form_key") == "autre", person_id=who, kind="contribution"
    )
    assert _came_back(answer, url)
    seat = str(room.delegates[0].seat.id)
    assert _came_back(_do(secretary, url, "ballot.cast", lambda f: f["seat_id"] == seat, choice="abstain"), url)
    assert "par le secrétariat, en votre nom" in looking("delegate").get(url).text


def test_an_act_from_another_view_comes_back_to_that_view(stage, looking):
    stage.put("open")
    url = f"{stage.url}/salle?vue=member"
    assert _came_back(_do(looking("chair"), url, "floor.ask", lambda f: f["kind"] == "for"), url)


def test_the_page_says_how_to_refresh_it_without_script(stage, client):
    page = client.get(f"{stage.url}/salle").text
    assert "<noscript>" in page
    assert "Actualiser" in page
    assert 'http-equiv="refresh"' not in page


def test_an_absent_member_is_told_to_enter_before_voting(stage, looking):
    stage.ballot(BallotState.OPEN, voters=0)
    page = looking("delegate").get(f"{stage.url}/salle").text
    assert "Entrez en séance pour voter" in page
    assert "Votre vote" not in page


def test_a_closed_sitting_offers_no_act(stage, looking):
    stage.put("closed")
    assert stage.sitting.state is SittingState.CLOSED
    assert isinstance(stage.sitting, Sitting)
    assert _forms(looking("delegate").get(f"{stage.url}/salle").text) == []


def test_s13_the_secretary_records_a_decision_and_commits_an_institution_found_in_the_directory(stage, looking, room):
    stage.put("voted")
    url, secretary = f"{stage.url}/salle", looking("secretary")
    item = str(stage.item_id)
    assert _came_back(_do(secretary, url, "decision.record", text="La conférence retient ce vœu.", item_id=item), url)
    far = room.world.institution(name="Commune lointaine", search_name="commune lointaine")
    found = secretary.get(f"{url}?institution=lointaine").text
    assert f'<option value="{far.id}" selected>Commune lointaine</option>' in found
    typed = {"title": "Écrire le plan", "owner_id": str(far.id), "due_on": "2026-09-01"}
    assert _came_back(_do(secretary, url, "commitment.add", **typed), url)
    assert "Commune lointaine" in looking("gallery").get(f"{url}").text


def test_the_secretary_s_notes_are_saved_on_the_version_they_were_read_at(stage, looking, room):
    stage.put("open")
    url, secretary = f"{stage.url}/salle", looking("secretary")
    assert _came_back(_do(secretary, url, "note.write", text="Le maire demande un délai."), url)
    old = next(fields for name, fields in _forms(secretary.get(url).text) if name == "note.write")
    assert _came_back(_do(secretary, url, "note.write", text="Le maire demande un mois."), url)
    late = secretary.post("/actes/note.write", data={**old, "text": "Une autre main."})
    assert late.status_code == 409
    assert "Une autre main." in late.text


def test_r2_1_a_text_that_defines_the_finalites_is_tabled_and_voted_by_plain_forms(stage, looking, room):
    stage.put("open")
    url, delegate, chair = f"{stage.url}/salle", looking("delegate"), looking("chair")
    effect = "\n".join(f"Finalité {n} : pour tous" for n in range(1, 5))
    typed = {"title": "Les finalités", "text": "La conférence retient quatre finalités.", "effect": effect}
    assert _came_back(_do(delegate, url, "motion.table", **typed), url)
    assert "Finalité 1, Finalité 2" in looking("gallery").get(url).text
    assert _came_back(_do(chair, url, "ballot.open", motion_id="1", majority="simple", base="votes_cast"), url)
    assert _came_back(_do(delegate, url, "ballot.cast", choice="for"), url)
    assert _came_back(_do(chair, url, "ballot.close"), url)
    with room.world.home.units.reading() as session:
        assert session.query(Finalite).count() == 4


def test_s3_a_sitting_without_quorum_is_convened_again_by_a_plain_form(stage, looking, room):
    stage.update(state=SittingState.CLOSED, without_quorum=True, closed_at=stage.now, current_item_id=None)
    answer = _do(looking("chair"), f"{stage.url}/salle", "sitting.reconvene", starts_at="2026-03-10T14:00")
    assert answer.status_code == 303
    assert answer.headers["Location"] != f"{stage.url}/salle"
