"""Reporting: anybody, once for each content, in one case, with a receipt; floods are slowed (DSA article 16)."""

import threading
from datetime import timedelta

import pytest

from app.foundation.actors import SYSTEM
from app.foundation.errors import IllegalTransition, NotFound
from app.moderation import operations
from app.moderation.models import ModerationCase, Report
from app.moderation.words import CaseState, ReportReason
from tests.builders.contracts import a_contract
from tests.builders.interpellations import a_file
from tests.interpellations.life import a_draft

from .acts import case_id_of, decide, mails, read, report, reports


@pytest.fixture
def content(file):
    return f"interpellation:{file.id}"


def test_several_reports_of_one_content_make_one_case(world, content, secretary, reporter):
    report(world, reporter, content, reason=ReportReason.OTHER)
    first = read(world, ModerationCase, case_id_of(world, content))
    report(world, world.person(), content, reason=ReportReason.PERSONAL_DATA)
    report(world, None, content, email="lea@exemple.invalid")
    case = read(world, ModerationCase, first.id)
    assert len(reports(world)) == 3
    assert case.state is CaseState.OPEN
    # The most pressing reason sets the day; the others do not push it back.
    assert (first.due_on - world.today()).days == 10
    assert (case.due_on - world.today()).days == 3
    assert [m.kind for m in mails(world, secretary)] == ["moderation.opened"]


def test_one_person_reports_one_content_once(world, content, reporter):
    report(world, reporter, content)
    with pytest.raises(IllegalTransition):
        report(world, reporter, content)
    report(world, None, content, email="lea@exemple.invalid")
    with pytest.raises(IllegalTransition):
        report(world, None, content, email="Lea@exemple.invalid", network="192.0.2.9")
    report(world, None, content)
    with pytest.raises(IllegalTransition):
        report(world, None, content)
    assert len(reports(world)) == 3


def test_first_reports_at_the_same_moment_make_one_case(world, content):
    people = [world.person() for _ in range(6)]
    threads = [threading.Thread(target=report, args=(world, one, content)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(reports(world)) == 6
    assert len({one.case_id for one in reports(world)}) == 1


def test_a_report_after_a_decision_opens_another_case(world, content, reporter, secretary):
    report(world, reporter, content)
    former = case_id_of(world, content)
    decide(world, secretary, operations.dismiss, former, reason="Rien de contraire à la loi.")
    report(world, reporter, content)
    assert case_id_of(world, content) != former


def test_a_receipt_is_sent_at_once_and_repeats_nothing_that_was_typed(world, content):
    report(world, None, content, email="lea@exemple.invalid")
    (receipt,) = mails(world, "lea@exemple.invalid")
    assert receipt.kind == "moderation.received"
    assert "/signaler/suivi/" in receipt.text
    assert "Un nom." not in receipt.text


def test_what_is_not_public_cannot_be_reported(world, ground):
    contract, action, _secretary, citizen = ground
    draft = a_draft(world, citizen, contract, action)
    for key in (f"interpellation:{draft.id}", "interpellation:0", "answer:9999999999", "person:1", "body", ""):
        with pytest.raises(NotFound):
            report(world, None, key)


def test_anybody_reports_by_a_form_and_follows_by_its_link(client, world, file, content):
    assert f"/signaler/interpellation/{file.id}" in client.get(f"/interpellations/{file.number}").text
    assert client.get(f"/signaler/interpellation/{file.id}").status_code == 200
    sent = client.post("/actes/content.report", data={"content": content, "reason": "other", "words": "Publicité."})
    assert sent.status_code == 303
    page = client.get(sent.location)
    assert "en cours d’examen" in page.text
    assert "noindex" in page.text
    assert client.get("/signaler/suivi/faux").status_code == 404


def test_the_words_of_a_report_are_for_who_examines_alone(client, as_, world, content, reporter, secretary, author):
    made = report(world, reporter, content)
    case = f"/moderation/dossiers/{made.case_id}"
    assert "Un nom." in as_(secretary).get(case).text
    for stranger in (author, world.person(), reporter):
        assert as_(stranger).get(case).status_code == 404
    assert client.get(case).status_code == 303


def test_a_flood_from_one_network_is_slowed_down(client, world):
    files = [a_file(world, a_contract(world)) for _ in range(22)]
    codes = [
        client.post(
            "/api/v1/commands/content.report",
            json={"data": {"content": f"interpellation:{one.id}", "reason": "other", "words": "x"}},
        ).status_code
        for one in files
    ]
    assert codes[:20] == [200] * 20
    assert codes[20:] == [429, 429]
    assert len(reports(world)) == 20


@pytest.mark.parametrize("missing", ["reason", "words", "content"])
def test_a_report_says_what_and_why(client, content, missing):
    data = {"content": content, "reason": "other", "words": "Publicité."} | {missing: ""}
    assert client.post("/actes/content.report", data=data).status_code == 422


def test_a_bad_address_is_said_and_nothing_is_kept(client, world, content):
    data = {"content": content, "reason": "other", "words": "Publicité.", "email": "pas-une-adresse"}
    assert client.post("/actes/content.report", data=data).status_code == 422
    assert reports(world) == []


def test_reporters_are_forgotten_once_nobody_may_contest(world, clock, content, reporter, secretary):
    made = report(world, reporter, content)
    another = report(world, None, content, email="lea@exemple.invalid")
    decide(world, secretary, operations.dismiss, made.case_id, reason="Rien.")
    for days, kept in ((100, "Un nom."), (184, "")):
        clock.moment += timedelta(days=days)
        with world.home.units.begin(SYSTEM) as work:
            operations.forget_reporters(work)
        assert read(world, Report, made.id).words == kept
    forgotten = read(world, Report, another.id)
    assert (forgotten.email, forgotten.person_id, forgotten.reporter_key) == (None, None, f"forgotten:{another.id}")


@pytest.mark.parametrize("before", ["0", "00", "+", " ", "\u0660"])
def test_a_content_has_one_name(client, file, before):
    """Under another spelling of it the pace of reports would be counted apart."""
    data = {"content": f"interpellation:{before}{file.id}", "reason": "other", "words": "Ceci est faux."}
    assert client.post("/api/v1/commands/content.report", json={"data": data}).status_code == 404


@pytest.mark.parametrize("before", ["0", "00", "+", " ", "\u0660"])
def test_a_stream_has_one_name(client, file, before):
    assert client.get(f"/api/v1/journal/interpellation:{file.id}").status_code == 200
    assert client.get(f"/api/v1/journal/interpellation:{before}{file.id}").status_code == 404
