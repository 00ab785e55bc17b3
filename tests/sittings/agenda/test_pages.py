"""The order paper and the preparation as people read and use them, without script."""

import re
from datetime import timedelta
from io import BytesIO

import pytest

from app.sittings.words import ItemOrigin, ItemState, SittingState

from . import files
from .conftest import CAPACITIES


@pytest.fixture
def page_of(assembly, client, as_):
    """Return what a capacity gets of a path."""

    def get(capacity, path, **more):
        person = assembly.people[capacity]
        return (client if person is None else as_(person)).get(path, **more)

    return get


@pytest.fixture
def post(assembly, as_):
    """Post a form of the preparation page as a capacity."""

    def send(capacity, command, **data):
        typed = {"page": f"/seances/{assembly.sitting.id}/preparation"} | data
        return as_(assembly.people[capacity]).post(f"/actes/{command}", data=typed)

    return send


def _publish(assembly):
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)


def _lines(page):
    found = re.findall(r'class="order__number">([^<]+)</span> ([^<]+)</h', page.text)
    return [f"{number} {title}" for number, title in found]


def _hours(page):
    when = re.findall(r'class="order__when"[^>]*>(.*?)</p>', page.text, flags=re.S)
    return [re.sub(r"<[^>]+>", "", words).strip().replace("\u00a0", " ") for words in when]


PREPARES = {"chair", "secretary", "delegate", "observer", "partner"}


@pytest.mark.parametrize("capacity", CAPACITIES)
def test_s2_the_preparation_is_open_to_who_takes_part(assembly, page_of, capacity):
    answer = page_of(capacity, f"/seances/{assembly.sitting.id}/preparation")
    assert answer.status_code == (200 if capacity in PREPARES else 303 if capacity == "visitor" else 403)


@pytest.mark.parametrize("capacity", CAPACITIES)
def test_s11_a_private_sitting_is_seen_by_who_takes_part(assembly, page_of, group_sitting, capacity):
    of_group = {"chair", "secretary", "partner", "group_member"}
    assembly.world.update(assembly.sitting, public=False)
    for sitting, seen_by in ((assembly.sitting, PREPARES), (group_sitting, of_group)):
        answer = page_of(capacity, f"/seances/{sitting.id}")
        assert answer.status_code == (200 if capacity in seen_by else 404)


def test_s2_before_publication_the_public_knows_when_and_where_and_not_what(assembly, page_of):
    assembly.world.item(assembly.sitting, title="Un point discret")
    page = page_of("visitor", f"/seances/{assembly.sitting.id}")
    assert "mardi 10\u00a0mars\u00a02026 à\u00a014\u00a0h" in page.text
    assert "Salle des assemblées" in page.text
    assert "L’ordre du jour sera publié ici." in page.text
    assert "Un point discret" not in page.text


def test_s2_the_order_paper_numbers_and_times_the_items(assembly, page_of):
    opening = assembly.world.item(assembly.sitting, title="Ouverture", minutes=15, rapporteur="Mme Exemple")
    parent = assembly.world.item(assembly.sitting, title="Mobilités", minutes=None)
    for title, minutes in (("Le train", 30), ("Le car", None)):
        assembly.world.item(assembly.sitting, title=title, minutes=minutes, parent_id=parent.id)
    assembly.world.item(assembly.sitting, title="Clôture", minutes=5)
    assembly.act("secretary", "document.add", item_id=opening.id, file=files.wire(files.PDF, "note.pdf"))
    _publish(assembly)
    page = page_of("visitor", f"/seances/{assembly.sitting.id}")
    assert _lines(page) == ["1 Ouverture", "2 Mobilités", "2.1 Le train", "2.2 Le car", "3 Clôture"]
    assert _hours(page) == ["14 h", "14 h 15", "14 h 15", "14 h 45", "dès 14 h 45"]
    assert "décision, 15\u00a0min, rapporteur\u00a0: Mme Exemple" in page.text
    assert 'href="/documents/1"' in page.text
    assert "les heures qui suivent sont indiquées au plus tôt" in page.text


def test_s2_an_item_put_off_in_the_sitting_renumbers_no_other(assembly, page_of):
    for title in ("Un", "Deux", "Trois"):
        assembly.world.item(assembly.sitting, title=title)
    _publish(assembly)
    now = assembly.world.clock()
    items = assembly.items()
    assembly.world.update(items["Un"], state=ItemState.DONE, started_at=now, ended_at=now)
    assembly.world.update(items["Deux"], state=ItemState.DEFERRED)
    assembly.world.update(items["Trois"], state=ItemState.CURRENT, started_at=now)
    assembly.world.update(assembly.sitting, state=SittingState.OPEN, opened_at=now, current_item_id=items["Trois"].id)
    page = page_of("visitor", f"/seances/{assembly.sitting.id}")
    assert _lines(page) == ["1 Un", "2 Deux", "3 Trois"]
    assert re.findall(r"<span>(Traité|Reporté|En discussion)</span>", page.text) == [
        "Traité",
        "Reporté",
        "En discussion",
    ]
    assert f'href="/seances/{assembly.sitting.id}/salle">Suivre en direct' in page.text


def test_s2_urgency_lateness_and_the_state_are_said_on_the_order_paper(assembly, page_of):
    assembly.act("partner", "state_referral.make", conference_id=assembly.conference.id, title="Côte", question="Que ?")
    item = assembly.items()["Côte"]
    assembly.act("chair", "agenda.accept", item_id=item.id)
    _publish(assembly)
    assembly.world.clock.advance(hours=1)
    assembly.act("secretary", "document.add", item_id=item.id, file=files.wire(files.PNG, "carte.png"))
    assembly.act("chair", "agenda.add_urgent", sitting_id=assembly.sitting.id, title="Crue", reason="La Lys monte.")
    page = page_of("visitor", f"/seances/{assembly.sitting.id}").text
    assert "À la demande de l’État" in page
    assert "ajouté le 3\u00a0mars\u00a02026, après publication" in page
    assert "Ajouté en urgence\u00a0: La Lys monte." in page


def test_s11_behind_closed_doors_the_public_reads_the_paper_and_not_its_course(assembly, page_of):
    for title in ("Un", "Deux"):
        assembly.world.item(assembly.sitting, title=title)
    _publish(assembly)
    now = assembly.world.clock()
    current = assembly.items()["Deux"]
    assembly.world.update(current, state=ItemState.CURRENT, started_at=now)
    assembly.world.update(
        assembly.sitting, state=SittingState.OPEN, opened_at=now, current_item_id=current.id, closed_doors_since=now
    )
    assembly.act("chair", "agenda.add_urgent", sitting_id=assembly.sitting.id, title="Secret", reason="Secret")
    here = f"/seances/{assembly.sitting.id}"
    assert _lines(page_of("visitor", here)) == ["1 Un", "2 Deux"]
    assert "En discussion" not in page_of("visitor", here).text
    assert "data-stream" not in page_of("visitor", here).text
    assert "La séance se poursuit à huis clos" in page_of("visitor", here).text
    assert _lines(page_of("delegate", here)) == ["1 Un", "2 Deux", "3 Secret"]
    assembly.world.update(assembly.sitting, closed_doors_since=None)
    assert "En discussion" in page_of("visitor", here).text
    assert _lines(page_of("visitor", here)) == ["1 Un", "2 Deux"]


def test_a_cancelled_sitting_says_why(assembly, page_of):
    assembly.act("chair", "sitting.cancel", sitting_id=assembly.sitting.id, reason="Tempête")
    page = page_of("visitor", f"/seances/{assembly.sitting.id}").text
    assert "Cette séance est annulée" in page
    assert "Tempête" in page


def test_what_a_member_typed_is_shown_as_text(assembly, page_of):
    assembly.proposed("<script>alert(1)</script>", description="<img src=x onerror=alert(1)>")
    page = page_of("chair", f"/seances/{assembly.sitting.id}/preparation").text
    assert "<script>alert" not in page
    assert "<img" not in page


def test_s2_a_member_proposes_with_a_document_without_script(assembly, post, page_of):
    answer = post(
        "delegate",
        "agenda.propose",
        sitting_id=assembly.sitting.id,
        title="Musée",
        kind="decision",
        minutes="",
        file=(BytesIO(files.PDF), "note.pdf"),
    )
    assert (answer.status_code, answer.location) == (303, f"/seances/{assembly.sitting.id}/preparation")
    page = page_of("observer", f"/seances/{assembly.sitting.id}/preparation")
    assert "Musée" in page.text
    assert "note.pdf" in page.text


def test_a_refused_proposal_gives_the_page_back_with_what_was_typed(assembly, post):
    page = post(
        "delegate",
        "agenda.propose",
        sitting_id=assembly.sitting.id,
        title="Musée",
        minutes="longtemps",
        file=(BytesIO(b"<html>"), "note.txt"),
    )
    assert page.status_code == 422
    assert 'value="Musée"' in page.text
    assert 'value="longtemps"' in page.text
    assert "Écrivez un nombre entier." in page.text
    assert 'id="proposer" open' in page.text


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(assembly, post):
    page = post(
        "delegate",
        "agenda.propose",
        sitting_id=assembly.sitting.id,
        title="Musée",
        file=(BytesIO(files.PNG), "note.pdf"),
    )
    assert page.status_code == 422
    assert "se présente comme un PDF, mais son contenu est une image PNG" in page.text
    assert assembly.items() == {}


def test_s2_the_chair_answers_orders_and_publishes_without_script(assembly, post, page_of):
    here = f"/seances/{assembly.sitting.id}/preparation"
    first = assembly.world.item(assembly.sitting, title="Ouverture")
    item = assembly.proposed("Musée")
    assert post("chair", "agenda.accept", item_id=item.id, form_key=item.id).status_code == 303
    page = page_of("chair", here).text
    up = re.search(rf'id="acte-agenda-move-{item.id}-monter".*?</form>', page, flags=re.S)
    fields = dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', up[0]))
    assert (fields["item_id"], fields["before_id"]) == (str(item.id), str(first.id))
    assert post("chair", "agenda.move", **fields).status_code == 303
    assert _lines(page_of("chair", here)) == ["1 Musée", "2 Ouverture"]
    published = post("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assert (published.status_code, published.location) == (303, f"/seances/{assembly.sitting.id}")


def test_the_consequence_of_publication_is_written_before_the_button(assembly, page_of):
    assembly.world.item(assembly.sitting)
    for _ in range(2):
        assembly.proposed()
    page = page_of("chair", f"/seances/{assembly.sitting.id}/preparation").text
    assert "L’ordre du jour devient public et ne changera plus" in page
    assert "Les 2 propositions sans réponse sont reportées à la prochaine séance." in page


def test_a_stale_edit_shows_the_newer_state_and_keeps_what_was_typed(assembly, post):
    item = assembly.proposed("Titre")
    assembly.act("secretary", "agenda.edit", item_id=item.id, title="Du secrétariat", expected_version=1)
    page = post(
        "chair", "agenda.edit", item_id=item.id, form_key=item.id, title="De la présidence", expected_version="1"
    )
    assert page.status_code == 409
    assert "Quelqu’un a modifié l’ordre du jour entre-temps." in page.text
    assert '<h3 class="proposal__title">Du secrétariat</h3>' in page.text
    assert 'value="De la présidence"' in page.text
    assert f'id="modifier-{item.id}" open' in page.text


def test_s2_forms_are_drawn_only_for_who_may_use_them(assembly, page_of):
    assembly.world.item(assembly.sitting)
    assembly.proposed()
    here = f"/seances/{assembly.sitting.id}/preparation"
    commands = {
        who: set(re.findall(r'action="/actes/([a-z_.]+)"', page_of(who, here).text))
        for who in ("chair", "secretary", "delegate", "observer", "partner")
    }
    author = {"agenda.propose", "agenda.edit", "agenda.withdraw", "document.add"}
    answers = {"agenda.accept", "agenda.refuse", "agenda.defer", "agenda.publish", "sitting.change", "sitting.cancel"}
    assert commands == {
        "chair": {"agenda.propose", "agenda.edit", "document.add", *answers},
        "secretary": {"agenda.propose", "agenda.edit", "document.add"},
        "delegate": author,
        "observer": {"agenda.propose"},
        "partner": {"agenda.propose"},
    }


def test_s1_the_preparation_says_by_when_to_publish(assembly, page_of):
    assembly.world.item(assembly.sitting)
    here = f"/seances/{assembly.sitting.id}/preparation"
    assert "publiez au plus tard le 4\u00a0mars\u00a02026" in page_of("chair", here).text
    assembly.world.clock.advance(days=2)
    assert "Le délai de convocation est dépassé" in page_of("delegate", here).text


def test_a_live_page_asks_only_for_its_live_part(assembly, page_of):
    assembly.world.item(assembly.sitting, title="Ouverture")
    here = f"/seances/{assembly.sitting.id}/preparation"
    part = page_of("chair", f"{here}?position=3", headers={"X-Fragment": "1"})
    assert _lines(part) == ["1 Ouverture"]
    assert "<html" not in part.text
    assert f'name="page" value="{here}"' in part.text
    assert "X-Fragment" in part.headers["Vary"]
    assert part.headers["Cache-Control"] == "no-store"


def test_r3_5_the_chair_plans_a_sitting_without_script(assembly, page_of, as_):
    here = f"/conferences/{assembly.conference.slug}/seances/nouvelle"
    page = page_of("chair", here)
    assert f'name="conference_id" value="{assembly.conference.id}"' in page.text
    typed = {
        "page": here,
        "conference_id": assembly.conference.id,
        "title": "Séance",
        "starts_at": "2026-04-03T09:00",
        "attendance": "hybrid",
        "place": "",
    }
    refused = as_(assembly.chair).post("/actes/sitting.plan", data=typed)
    assert refused.status_code == 422
    assert "Écrivez le lieu" in refused.text
    assert 'value="2026-04-03T09:00"' in refused.text
    done = as_(assembly.chair).post("/actes/sitting.plan", data=typed | {"place": "Arras"})
    assert (done.status_code, done.location) == (303, "/seances/2/preparation")


@pytest.mark.parametrize("capacity", CAPACITIES)
def test_the_forms_of_the_chair_and_of_the_state_are_closed_to_others(assembly, page_of, capacity):
    base = f"/conferences/{assembly.conference.slug}"
    for path, who in ((f"{base}/seances/nouvelle", "chair"), (f"{base}/saisine", "partner")):
        expected = 200 if capacity == who else 303 if capacity == "visitor" else 403
        assert page_of(capacity, path).status_code == expected
        assert page_of("chair", "/conferences/inconnue/seances/nouvelle").status_code == 404


def test_the_page_of_a_conference_leads_there_who_may_go(assembly, page_of):
    base = f"/conferences/{assembly.conference.slug}"
    ways = (f"{base}/seances/nouvelle", f"{base}/saisine")
    led = {who: [way for way in ways if f'href="{way}"' in page_of(who, base).text] for who in CAPACITIES}
    nowhere = {who: [] for who in CAPACITIES}
    assert led == nowhere | {"chair": [ways[0]], "partner": [ways[1]]}
    of_group = f"{base}/groupes/{assembly.group.id}"
    assert f'{ways[0]}?groupe={assembly.group.id}"' in page_of("chair", of_group).text


def test_r3_6_the_state_sees_what_became_of_its_questions(assembly, page_of):
    here = f"/conferences/{assembly.conference.slug}/saisine"
    assert "Les questions posées à la conférence s’afficheront ici" in page_of("partner", here).text
    for title in ("Côte", "Forêt"):
        assembly.act("partner", "state_referral.make", conference_id=assembly.conference.id, title=title, question="?")
    assembly.act("chair", "agenda.accept", item_id=assembly.items()["Côte"].id)
    assembly.act("chair", "agenda.accept", item_id=assembly.items()["Forêt"].id)
    assert "À l’ordre du jour en préparation, séance du 10\u00a0mars\u00a02026." in page_of("partner", here).text
    _publish(assembly)
    assembly.act("partner", "state_referral.make", conference_id=assembly.conference.id, title="Eau", question="?")
    page = page_of("partner", here).text
    assert "Point 2 de la séance du 10\u00a0mars\u00a02026." in page
    assert "Attend la prochaine séance mise en préparation." in page


@pytest.mark.parametrize("name", ["", "/preparation"])
def test_pages_of_a_long_agenda_cost_few_queries(assembly, as_, queries, name):
    for n in range(15):
        item = assembly.world.item(assembly.sitting, title=f"Point {n}", proposed_by_id=assembly.delegate.id)
        proposal = assembly.proposed(f"Proposition {n}")
        for of in (item, proposal):
            assembly.act("chair", "document.add", item_id=of.id, file=files.wire(files.PDF + str(of.id).encode()))
    client = as_(assembly.chair)
    with queries(12):
        assert client.get(f"/seances/{assembly.sitting.id}{name}").status_code == 200


def test_a_sitting_that_does_not_exist_is_not_found(assembly, page_of):
    for path in ("/seances/999", "/seances/999/preparation", "/seances/99999999999", "/documents/999"):
        assert page_of("chair", path).status_code == 404


def test_what_the_system_proposes_is_marked(assembly, page_of):
    assembly.proposed(origin=ItemOrigin.SYSTEM, proposed_by_id=None)
    assert "Proposé par le système" in page_of("chair", f"/seances/{assembly.sitting.id}/preparation").text


def test_a_sitting_overseas_shows_its_own_time(assembly, page_of):
    assembly.world.update(assembly.conference, timezone="Indian/Reunion")
    assembly.world.update(assembly.sitting, starts_at=assembly.sitting.starts_at + timedelta(hours=1))
    assert "mardi 10\u00a0mars\u00a02026 à\u00a018\u00a0h" in page_of("visitor", f"/seances/{assembly.sitting.id}").text
