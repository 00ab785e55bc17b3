"""Who reads which minutes, and what the pages hold; nothing that only members may read is in what the public gets."""

import hashlib
import json
import re

import pytest

SECRET = "Le préfet confie un chiffre."


@pytest.fixture
def noted(sat):
    sat.note(sat.trains, SECRET)
    sat.note(sat.news, "Rien de neuf.")
    return sat


@pytest.fixture
def circulated(noted):
    noted.do(noted.fanny, "minutes.circulate", sitting_id=noted.id)
    return noted


@pytest.fixture
def published(circulated):
    circulated.wait(days=30)
    later = circulated.world.open_sitting(circulated.conference)
    circulated.do(circulated.aude, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=later.id)
    for person in (circulated.aude, circulated.fanny):
        circulated.do(person, "minutes.seal", sitting_id=circulated.id)
    circulated.do(circulated.fanny, "minutes.publish", sitting_id=circulated.id)
    return circulated


def words(answer):
    text = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def path(story, end=""):
    return f"/seances/{story.id}/proces-verbal{end}"


def test_s10_only_the_bureau_reads_a_draft(noted, client, as_):
    for person in (noted.aude, noted.fanny):
        said = words(as_(person).get(path(noted)))
        assert SECRET in said
        assert "En rédaction" in said
    for reader in (as_(noted.basile), as_(noted.gilles), client):
        answer = reader.get(path(noted))
        assert answer.status_code == 200
        assert "s’affichera ici quand il sera publié" in words(answer)
        assert SECRET not in words(answer)
        assert reader.get(path(noted, ".pdf")).status_code == 404
        assert reader.get(path(noted, ".json")).status_code == 404


def test_s10_members_read_circulated_minutes_and_the_public_does_not(circulated, client, as_):
    for person in (circulated.basile, circulated.elsa, circulated.gilles):
        assert SECRET in words(as_(person).get(path(circulated)))
    assert SECRET not in words(client.get(path(circulated)))
    assert "s’affichera ici" in words(client.get(path(circulated)))


def test_s11_the_public_reads_published_minutes_without_what_closed_doors_covered(published, client, as_):
    said = words(client.get(path(published)))
    assert "Publié" in said
    assert SECRET not in said
    assert "à huis clos : la teneur n’en est pas publique" in said
    assert "Rien de neuf." in said
    assert "Chloé Communauté (Communauté Fictive) quitte la séance" not in said
    assert SECRET in words(as_(published.basile).get(path(published)))
    assert SECRET not in words(as_(published.basile).get(path(published) + "?version=publique"))


def test_s10_the_file_has_the_fingerprint_that_the_page_and_the_record_say(published, client, as_):
    content = client.get(path(published, ".json")).data
    digest = hashlib.sha256(content).hexdigest()
    assert digest in words(client.get(path(published)))
    assert published.entries("public")[-1].payload["public_hash"] == digest
    members = as_(published.basile).get(path(published, ".json")).data
    adopted = next(e for e in published.entries() if e.kind == "minutes.adopted")
    assert adopted.payload["content_hash"] == hashlib.sha256(members).hexdigest()
    assert SECRET in json.loads(members)["sections"][1]["discussion"]


def test_s10_the_secretary_is_shown_what_is_missing_and_where_to_put_it_right(sat, as_):
    html = as_(sat.fanny).get(path(sat)).get_data(as_text=True)
    assert f'href="#notes-{sat.trains.id}"' in html
    assert f'id="notes-{sat.trains.id}"' in html
    assert "La teneur de la discussion du point 1 Des trains" in words(as_(sat.fanny).get(path(sat)))
    assert "Soumettre à corrections" not in html


def test_s10_notes_are_written_on_the_page_and_kept_when_somebody_else_wrote_first(sat, as_):
    fanny = as_(sat.fanny)
    form = {"item_id": sat.trains.id, "expected_version": 0, "form_key": sat.trains.id, "page": path(sat)}
    assert fanny.post("/actes/note.write", data=form | {"text": "Première."}).status_code == 303
    again = fanny.post("/actes/note.write", data=form | {"text": "Seconde."})
    assert again.status_code == 409
    assert "Seconde." in again.get_data(as_text=True)


def test_s10_each_step_has_its_form_for_who_may_take_it(circulated, as_):
    steps = {"fanny": "minutes.take_back", "basile": "minutes.correct"}
    for name, command in steps.items():
        html = as_(getattr(circulated, name)).get(path(circulated)).get_data(as_text=True)
        assert f'action="/actes/{command}"' in html
    html = as_(circulated.basile).get(path(circulated)).get_data(as_text=True)
    assert "minutes.take_back" not in html
    assert "minutes.adopt" not in html
    circulated.wait(days=30)
    circulated.world.open_sitting(circulated.conference)
    assert "minutes.adopt" in as_(circulated.fanny).get(path(circulated)).get_data(as_text=True)
    assert "minutes.correct" not in as_(circulated.basile).get(path(circulated)).get_data(as_text=True)


def test_s10_a_correction_is_proposed_and_answered_on_the_page(circulated, as_):
    asked = {"sitting_id": circulated.id, "item_id": circulated.trains.id, "text": "J’ai dit deux."}
    answer = as_(circulated.basile).post("/actes/minutes.correct", data=asked | {"page": path(circulated)})
    assert answer.headers["Location"].endswith("#correction-1")
    html = as_(circulated.fanny).get(path(circulated)).get_data(as_text=True)
    assert "J’ai dit deux." in html
    assert 'action="/actes/minutes.answer_correction"' in html
    assert "minutes.answer_correction" not in as_(circulated.elsa).get(path(circulated)).get_data(as_text=True)


def test_a_private_sitting_and_its_minutes_are_hidden_from_strangers(world, client, as_):
    from .story import Story

    story = Story(world, public=False).sit()
    story.note(story.trains, SECRET)
    story.do(story.fanny, "minutes.circulate", sitting_id=story.id)
    stranger = as_(world.chair(world.conference()))
    for end in ("", ".pdf", ".json"):
        assert client.get(path(story, end)).status_code == 404
        assert stranger.get(path(story, end)).status_code == 404
    for end in ("", ".pdf"):
        assert client.get(f"/seances/{story.id}/releve{end}").status_code == 404
    assert SECRET in words(as_(story.basile).get(path(story)))
    assert "version=publique" not in as_(story.basile).get(path(story)).get_data(as_text=True)


def test_the_record_of_decisions_is_there_as_soon_as_the_sitting_is_over(sat, client):
    said = words(client.get(f"/seances/{sat.id}/releve"))
    assert "Relevé des décisions de la séance du 13 mars 2026" in said
    assert "Décision nº 2026-01-D01" in said
    assert "La conférence demande un train par heure." in said
    assert "Ont voté contre 1" in said
    assert "Aude Présidente (Région Exemple) ; Basile Département (Département Fictif)" in said
    assert "au plus tard le 20 mars 2026" in said
    assert "Département Fictif, pour le 30 juin 2026." in said
    assert "Complet" in said


def test_the_record_of_decisions_before_and_during_the_sitting(story, client):
    address = f"/seances/{story.id}/releve"
    story.do(story.aude, "agenda.publish", sitting_id=story.id)
    assert "La séance n’est pas encore ouverte." in words(client.get(address))
    assert client.get(f"{address}.pdf").status_code == 404
    story.do(story.aude, "presence.enter", sitting_id=story.id, mode="room")
    story.do(story.aude, "sitting.open", sitting_id=story.id)
    assert "Provisoire" in words(client.get(address))


def test_s11_the_public_record_leaves_out_votes_and_decisions_behind_closed_doors(story, client, as_):
    story.open()
    story.do(story.aude, "item.start", item_id=story.trains.id)
    story.do(story.aude, "sitting.close_doors", sitting_id=story.id)
    story.vote()
    story.decide()
    story.do(story.aude, "sitting.open_doors", sitting_id=story.id)
    story.do(story.aude, "sitting.close", sitting_id=story.id)
    address = f"/seances/{story.id}/releve"
    seen = words(client.get(address))
    assert "huis clos" in seen
    for hidden in ("2026-01-D01", "Scrutin nº 1", "Un train par heure", "Ont voté", "Étudier le coût"):
        assert hidden not in seen
        assert hidden in words(as_(story.basile).get(address))


def test_pages_of_minutes_ask_the_database_few_questions(circulated, client, as_, queries):
    secretary, member = as_(circulated.fanny), as_(circulated.basile)
    with queries(12):
        assert secretary.get(path(circulated)).status_code == 200
    with queries(12):
        assert member.get(path(circulated)).status_code == 200
    with queries(12):
        assert client.get(f"/seances/{circulated.id}/releve").status_code == 200


def test_a_draft_asks_the_database_few_questions(sat, as_, queries):
    secretary = as_(sat.fanny)
    with queries(12):
        assert secretary.get(path(sat)).status_code == 200


def test_there_are_no_minutes_of_no_sitting(client, app):
    assert client.get("/seances/999/proces-verbal").status_code == 404
    assert client.get("/seances/999/releve.pdf").status_code == 404
