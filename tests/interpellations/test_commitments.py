"""What an answer promises is followed as what a sitting decides: one list, news by whoever took it (S13)."""

from datetime import date

import pytest

from app.foundation.errors import IllegalTransition, Invalid, NotAllowed
from app.institutions.models import Institution
from app.interpellations.answers import following
from app.interpellations.answers import operations as answers
from app.interpellations.answers.commitments import update_commitment
from app.interpellations.answers.policies import may_update_commitment
from app.interpellations.answers.writing import Promise
from app.interpellations.clock.keeping import files_to_keep
from app.interpellations.loading import file_of
from app.interpellations.models import AnswerCommitment, AnswerCommitmentUpdate, Interpellation
from app.interpellations.redaction import operations as redaction
from app.interpellations.words import HidingGround
from app.sittings.followup import promised
from app.sittings.words import CommitmentState
from tests.builders.contracts import an_officer
from tests.interpellations.life import act, keep, mails
from tests.interpellations.test_hearings import assembly, convened, opened  # noqa: F401 - a fixture
from tests.interpellations.test_pages import text_of

TITLE = "Ouvrir la maison de santé"


@pytest.fixture
def promise(world, file, officer, ground):
    """An answer of 4 May that promises something of its institution for 30 June."""
    with world.home.units.begin(world.actor(officer)) as work:
        owner = work.session.get_one(Institution, ground[1].owner_id)
        answer = answers.give_answer(
            work,
            file_of(work, file.id),
            text="Voici.",
            signatory="Une élue",
            promises=[Promise(title=TITLE, owner=owner, due_on=date(2026, 6, 30))],
        )
    with world.home.units.reading() as session:
        return session.query(AnswerCommitment).filter_by(answer_id=answer.id).one()


def say(world, person, file, promise, text="Les murs sont finis.", state=None):
    with world.home.units.begin(world.actor(person)) as work:
        commitment = work.session.get_one(AnswerCommitment, promise.id)
        update_commitment(work, file_of(work, file.id), commitment, text=text, state=state)


def test_s13_those_who_took_a_commitment_and_the_secretariat_follow_it_and_nobody_else(world, file, promise, everybody):
    with world.home.units.reading() as session:
        loaded = session.get_one(Interpellation, file.id)
        may = {name for name, who in everybody.items() if may_update_commitment(world.actor(who), loaded, promise)}
    assert may == {"officer", "secretary"}
    with pytest.raises(NotAllowed):
        say(world, everybody["requester"], file, promise)


def test_s13_what_is_said_of_a_commitment_stays_and_the_record_tells_it_without_the_words(
    world, file, promise, officer, everybody
):
    say(world, officer, file, promise)
    say(world, officer, file, promise, "Ouverte ce matin.", CommitmentState.DONE)
    say(world, everybody["secretary"], file, promise, "Fermée de nouveau.", CommitmentState.OPEN)
    with world.home.units.reading() as session:
        kept = session.get_one(AnswerCommitment, promise.id)
        assert [(u.text, u.state.value) for u in kept.updates] == [
            ("Les murs sont finis.", "open"),
            ("Ouverte ce matin.", "done"),
            ("Fermée de nouveau.", "open"),
        ]
        assert (kept.state, kept.settled_at) == (CommitmentState.OPEN, None)
    told = [e for e in world.entries(file.stream) if e.kind == "interpellation.commitment_updated"]
    assert [(e.audience, e.payload["state"]) for e in told] == [
        ("public", "open"),
        ("public", "done"),
        ("public", "open"),
    ]
    assert "murs" not in str([e.payload for e in told])


def test_s13_a_commitment_kept_is_not_abandoned_and_no_news_is_empty(world, file, promise, officer):
    with pytest.raises(Invalid):
        say(world, officer, file, promise, "  ")
    say(world, officer, file, promise, "Fait.", CommitmentState.DONE)
    with pytest.raises(IllegalTransition):
        say(world, officer, file, promise, "Non.", CommitmentState.DROPPED)


def test_s13_the_day_of_a_commitment_that_passes_is_noted_once_and_told_to_who_took_it(world, file, promise, officer):
    def noted():
        return world.kinds(file.stream).count("interpellation.commitment_fell_due")

    keep(world, file, 2026, 6, 30)
    assert (noted(), len(mails(world, file, "interpellation.commitment_due"))) == (0, 0)
    with world.home.units.reading() as session:
        assert file.id in files_to_keep(session)
    keep(world, file, 2026, 7, 1)
    keep(world, file, 2026, 7, 2)
    assert noted() == 1
    assert [m.recipient for m in mails(world, file, "interpellation.commitment_due")] == [officer.email]
    with world.home.units.reading() as session:
        assert session.get_one(AnswerCommitment, promise.id).late_noted_at is not None


def test_s13_a_file_that_is_closed_still_has_its_commitments_followed(world, file, promise, ground):
    act(world, ground[3], following.judge, file, satisfied=True, reasons="Bien.")
    with world.home.units.reading() as session:
        assert files_to_keep(session) == [file.id]
    keep(world, file, 2026, 7, 1)
    assert world.kinds(file.stream)[-1] == "interpellation.commitment_fell_due"
    with world.home.units.reading() as session:
        assert files_to_keep(session) == []


def test_s13_commitments_of_answers_are_listed_with_those_of_sittings(world, client, file, promise, queries, clock):
    with queries(12):
        said = text_of(client.get("/engagements"))
    assert TITLE in said
    assert f"Réponse à l’interpellation nº {file.number}" in said
    assert TITLE not in text_of(client.get("/engagements?etat=overdue"))
    clock.set(2026, 7, 1, 9)
    assert TITLE in text_of(client.get(f"/engagements?etat=overdue&institution={promise.owner_id}"))
    lines = client.get("/engagements.csv").get_data(as_text=True).splitlines()
    assert lines[1].startswith(f"interpellation,{file.number},{TITLE},")
    assert lines[1].endswith("2026-06-30,overdue")
    assert f"/interpellations/{file.number}#engagement-{promise.id}" in client.get("/").get_data(as_text=True)


def test_s13_a_commitment_about_a_contract_that_is_not_public_is_not_listed(world, client, file, promise, ground):
    world.update(ground[0], public=False)
    assert TITLE not in text_of(client.get("/engagements"))
    assert TITLE not in client.get("/engagements.csv").get_data(as_text=True)


def test_s13_the_list_comes_by_pages_and_the_file_holds_them_all(world, client, file, promise, monkeypatch):
    monkeypatch.setattr(promised, "PAGE", 2)
    for rank in range(4):
        world.add(
            AnswerCommitment(
                answer_id=promise.answer_id,
                title=f"N° {rank}",
                owner_id=promise.owner_id,
                due_on=date(2027, 1, rank + 1),
            )
        )
    first = text_of(client.get("/engagements"))
    assert "Page 1 sur 3 · 5 engagements" in first
    assert "N° 3" in text_of(client.get("/engagements?page=3"))
    assert len(client.get("/engagements.csv").get_data(as_text=True).splitlines()) == 6


def test_s13_whoever_took_a_commitment_says_where_it_is_from_the_file_without_script(
    world, as_, client, file, promise, officer
):
    path = f"/interpellations/{file.number}"
    assert "Dire où il en est" not in text_of(client.get(path))
    assert "Dire où il en est" in text_of(as_(officer).get("/engagements"))
    assert "Dire où il en est" in text_of(as_(officer).get(path))
    form = {"interpellation_id": file.id, "commitment_id": promise.id, "form_key": f"e{promise.id}", "page": path}
    refused = as_(officer).post("/actes/interpellation.update_commitment", data=form | {"text": ""})
    assert refused.status_code == 422
    sent = as_(officer).post("/actes/interpellation.update_commitment", data=form | {"text": "Fait.", "state": "done"})
    assert sent.status_code == 303
    said = text_of(client.get(path))
    assert "Fait." in said
    assert "Tenu le" in said


def test_i11_what_is_hidden_in_a_file_is_hidden_in_the_news_of_its_commitments(world, file, promise, officer, ground):
    act(
        world,
        officer,
        lambda work, found: update_commitment(
            work, found, work.session.get_one(AnswerCommitment, promise.id), text="Voir Jeanne Fictive au guichet."
        ),
        file,
    )
    act(
        world,
        ground[2],
        redaction.hide_passage,
        file,
        passage="Jeanne Fictive",
        ground=HidingGround.PERSONAL_DATA,
    )
    say(world, officer, file, promise, "Jeanne Fictive a répondu.")
    with world.home.units.reading() as session:
        texts = [update.text for update in session.query(AnswerCommitmentUpdate).order_by(AnswerCommitmentUpdate.id)]
    assert len(texts) == 2
    assert "Jeanne" not in str(texts)


def test_s13_a_hearing_is_named_beside_its_commitments_which_their_owner_follows(world, client, as_, assembly):  # noqa: F811
    file = assembly.unanswered()
    _, item, sitting = convened(assembly, file)
    opened(assembly, sitting)
    assembly.do(assembly.chair, "item.start", item_id=item.id)
    decided = assembly.do(assembly.secretary, "decision.record", item_id=item.id, text="Le chantier reprend.")
    made = assembly.do(
        assembly.secretary,
        "commitment.add",
        decision_id=decided["decision_id"],
        title="Publier le calendrier",
        owner_id=assembly.action.owner_id,
        due_on="2026-12-01",
    )
    assembly.do(assembly.chair, "item.end", item_id=item.id)
    said = text_of(client.get("/engagements"))
    assert "Publier le calendrier" in said
    assert f"Audition de l’interpellation nº {file.number}" in said
    with world.home.units.reading() as session:
        officer = an_officer(world, session.get_one(Institution, assembly.action.owner_id))
    assembly.do(officer, "commitment.update", commitment_id=made["commitment_id"], text="En ligne.", state="done")
    assert "Tenu" in text_of(client.get("/engagements"))
