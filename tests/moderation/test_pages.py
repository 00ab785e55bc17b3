"""The pages of moderation: who sees which, what they offer, how few questions they ask the database."""

from datetime import timedelta

import pytest

from app.institutions.models import Institution
from app.interpellations.models import InterpellationAnswer
from app.interpellations.words import HidingGround
from app.moderation import operations
from app.moderation.words import ReportReason
from tests.builders.contracts import an_officer
from tests.interpellations.life import an_admitted_file

from .acts import WHY, case_id_of, contest, decide, read, report

GROUND = {"ground": HidingGround.PERSONAL_DATA, "detail": ""}


@pytest.fixture
def case_id(world, file, reporter):
    return report(world, reporter, f"interpellation:{file.id}").case_id


def test_the_queue_shows_each_desk_its_own(as_, client, world, case_id, secretary, author):
    mine = f"/moderation/dossiers/{case_id}"
    assert mine in as_(secretary).get("/moderation/dossiers").text
    assert mine not in as_(world.secretary(world.conference())).get("/moderation/dossiers").text
    assert mine not in as_(world.person(administrator=True)).get("/moderation/dossiers").text
    assert as_(author).get("/moderation/dossiers").status_code == 403
    assert client.get("/moderation/dossiers").status_code == 303


def test_the_queue_calls_each_content_by_its_title(as_, world, ground, file, secretary):
    officer = an_officer(world, read(world, Institution, ground[1].owner_id))
    given = {"institution_id": ground[1].owner_id, "given_by_id": officer.id, "given_at": world.clock()}
    answer = world.add(InterpellationAnswer(interpellation_id=file.id, text="Non.", **given))
    report(world, None, f"interpellation:{file.id}")
    report(world, None, f"answer:{answer.id}")
    page = as_(secretary).get("/moderation/dossiers").text
    assert file.title in page
    assert f"Réponse à l’interpellation nº {file.number}" in page


def test_what_belongs_to_no_conference_is_called_by_its_name_too(as_, world):
    institution = world.institution()
    report(world, None, f"institution:{institution.id}")
    operator = as_(world.person(administrator=True))
    assert institution.name in operator.get("/moderation/dossiers").text


def test_a_list_does_not_repeat_the_title_of_what_is_hidden(as_, world, file, case_id, secretary, author):
    decide(world, secretary, operations.hide, case_id, **GROUND)
    page = as_(author).get("/compte/moderation").text
    assert file.title not in page
    assert str(file.number) in page


def test_the_operator_finds_what_is_contested(as_, world, case_id, secretary, author):
    contest(world, author, decide(world, secretary, operations.hide, case_id, **GROUND))
    operator = as_(world.person(administrator=True))
    assert f"/moderation/dossiers/{case_id}" in operator.get("/moderation/dossiers?etat=contested").text
    page = operator.get(f"/moderation/dossiers/{case_id}").text
    assert "moderation.settle_contest" in page
    assert "/actes/moderation.release" not in page


def test_the_queue_is_filtered_and_says_what_is_late(as_, clock, case_id, secretary):
    page = as_(secretary)
    assert str(case_id) in page.get("/moderation/dossiers?motif=personal_data&contenu=interpellation").text
    assert "Aucun dossier ici" in page.get("/moderation/dossiers?motif=off_topic").text
    assert "Aucun dossier ici" in page.get("/moderation/dossiers?etat=decided&contenu=body").text
    clock.moment += timedelta(days=4)
    assert "en retard" in page.get("/moderation/dossiers?etat=inconnu&page=-3").text


def test_a_case_offers_the_acts_of_its_state(as_, world, case_id, secretary):
    path = f"/moderation/dossiers/{case_id}"
    before = as_(secretary).get(path).text
    for act in ("dismiss", "mask", "hide", "hold", "warn"):
        assert f"/actes/moderation.{act}" in before
    assert "/actes/moderation.suspend_writing" not in before
    decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    after = as_(secretary).get(path).text
    assert "/actes/moderation.dismiss" not in after
    assert WHY in after


def test_a_moderator_decides_from_the_page_and_a_refusal_keeps_what_was_typed(as_, case_id, secretary):
    client, path = as_(secretary), f"/moderation/dossiers/{case_id}"
    data = {"case_id": case_id, "passage": "Rien de tel", "ground": "insult", "detail": "ma note", "page": path}
    refused = client.post("/actes/moderation.mask", data=data)
    assert refused.status_code == 422
    assert "ma note" in refused.text
    done = client.post("/actes/moderation.mask", data=data | {"passage": "La date annoncée"})
    assert done.status_code == 303
    assert "Passage masqué" in client.get(path).text


def test_earlier_decisions_about_the_same_author_are_in_the_case(as_, world, ground, file, case_id, secretary):
    decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    another = report(world, None, f"interpellation:{an_admitted_file(world, ground).id}")
    assert f"/moderation/dossiers/{case_id}" in as_(secretary).get(f"/moderation/dossiers/{another.case_id}").text


def test_whoever_reported_reads_the_decision_with_its_reasons(as_, client, world, file, reporter, secretary):
    sent = as_(reporter).post(
        "/actes/content.report",
        data={"content": f"interpellation:{file.id}", "reason": "personal_data", "words": "Un nom."},
    )
    decide(world, secretary, operations.dismiss, case_id_of(world, f"interpellation:{file.id}"), reason=WHY)
    page = client.get(sent.location).text
    assert WHY in page
    assert "/actes/moderation.contest_by_link" in page
    mine = as_(reporter).get("/compte/moderation").text
    assert "Signalement nº" in mine
    assert file.title in mine


def test_a_decision_is_read_by_whom_it_concerns(as_, world, case_id, secretary, author):
    made = decide(world, secretary, operations.hide, case_id, **GROUND)
    path = f"/moderation/decisions/{made.id}"
    assert "/actes/moderation.contest" in as_(author).get(path).text
    assert as_(world.person()).get(path).status_code == 404


def test_everybody_reads_the_figures_and_no_case(client, world, file, case_id, secretary, reporter):
    empty = client.get("/moderation").text
    assert "Délai médian" not in empty or "En attente" in empty
    report(world, None, f"interpellation:{file.id}", reason=ReportReason.OTHER)
    decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    page = client.get("/moderation").text
    assert "moins d’un jour" in page
    assert ", dont 1 annulées" not in page
    assert WHY not in page
    assert file.title not in page


@pytest.mark.parametrize(("days", "said"), [(1, ">1 jour<"), (2, ">2 jours<")])
def test_the_delay_of_decisions_is_written_as_one_says_it(client, world, clock, case_id, secretary, days, said):
    clock.moment += timedelta(days=days)
    decide(world, secretary, operations.dismiss, case_id, reason=WHY)
    assert said in client.get("/moderation").text


def test_pages_ask_few_questions(as_, world, queries, case_id, secretary, author, file):
    decide(world, secretary, operations.warn_author, case_id, reason=WHY)
    for client, path in (
        (as_(secretary), "/moderation/dossiers"),
        (as_(secretary), f"/moderation/dossiers/{case_id}"),
        (as_(author), "/compte/moderation"),
        (as_(author), "/moderation"),
        (as_(author), f"/signaler/interpellation/{file.id}"),
    ):
        with queries(16):
            assert client.get(path).status_code == 200
