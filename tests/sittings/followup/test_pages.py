"""Decisions and commitments as everybody reads them (S13)."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from app.sittings.models import Commitment, Decision
from app.sittings.words import CommitmentState


@pytest.fixture
def decided(world):
    """A conference with a public decision and its overdue commitment, and a decision taken behind closed doors."""
    conference = world.conference()
    chair, delegate = world.chair(conference), world.delegate(conference)
    sitting = world.open_sitting(conference)

    def decision(text: str, *, public: bool = True) -> Decision:
        return world.add(
            Decision(
                conference_id=conference.id,
                sitting_id=sitting.id,
                item_id=sitting.current_item_id,
                number="2026-01-D01",
                text=text,
                decided_at=world.clock(),
                recorded_by_id=chair.id,
                public=public,
            )
        )

    shown, hidden = decision("Ouvrir la ligne de car du soir"), decision("Affaire secrète", public=False)
    commitment = world.add(
        Commitment(
            decision_id=shown.id,
            title="=Publier les horaires",
            owner_id=delegate.seat.institution_id,
            due_on=date(2026, 2, 1),
        )
    )
    return {
        "conference": conference,
        "chair": chair,
        "delegate": delegate,
        "shown": shown,
        "hidden": hidden,
        "commitment": commitment,
    }


def test_s13_the_list_shows_public_decisions_only(decided, client):
    page = client.get("/decisions").get_data(as_text=True)
    assert "Ouvrir la ligne de car du soir" in page
    assert "Affaire secrète" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lignes+de+cars", True),
        ("q=hôpital", False),
        ("annee=2026", True),
        ("annee=2025", False),
        ("conference=autre", False),
        ("annee=x&page=zz&q=%00", True),
        ("page=99999999999", False),
    ],
)
def test_s13_decisions_are_found_by_words_year_and_conference(decided, client, query, found):
    answer = client.get(f"/decisions?{query}")
    assert answer.status_code == 200
    assert ("Ouvrir la ligne" in answer.get_data(as_text=True)) is found


def test_s13_a_decision_taken_behind_closed_doors_is_for_members(decided, client, as_):
    path = f"/decisions/{decided['hidden'].id}"
    assert client.get(path).status_code == 404
    assert as_(decided["delegate"]).get(path).status_code == 200
    assert client.get("/decisions/99999999999").status_code == 404


def test_s13_what_is_overdue_is_said_so_and_filtered(decided, client):
    assert "En retard" in client.get("/engagements").get_data(as_text=True)
    assert "Publier les horaires" in client.get("/engagements?etat=overdue").get_data(as_text=True)
    assert "Publier les horaires" not in client.get("/engagements?etat=done").get_data(as_text=True)
    assert client.get("/engagements?etat=nul&institution=9999999999999").status_code == 200


def test_s13_the_csv_never_runs_as_a_formula(decided, client):
    lines = client.get("/engagements.csv").get_data(as_text=True).splitlines()
    assert lines[0] == "origine,reference,engagement,institution,echeance,etat"
    assert "'=Publier les horaires" in lines[1]
    assert lines[1].endswith("2026-02-01,overdue")


def test_s13_the_feed_is_well_formed_and_holds_the_public_decisions(decided, client):
    feed = ET.fromstring(client.get("/decisions.atom").data)
    titles = [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert titles == ["Ouvrir la ligne de car du soir"]


def test_s13_the_committed_institution_says_where_it_is_without_script(decided, as_, client, home):
    decision, commitment = decided["shown"], decided["commitment"]
    path = f"/decisions/{decision.id}"
    assert "Dire où il en est" not in client.get(path).get_data(as_text=True)
    member = as_(decided["delegate"])
    assert "Dire où il en est" in member.get(path).get_data(as_text=True)
    form = {"page": path, "form_key": f"e{commitment.id}", "commitment_id": commitment.id}
    refused = member.post("/actes/commitment.update", data=form | {"text": " ", "state": "done"})
    assert refused.status_code == 422
    done = member.post("/actes/commitment.update", data=form | {"text": "Horaires en ligne", "state": "done"})
    assert done.status_code == 303
    assert "Horaires en ligne" in client.get(path).get_data(as_text=True)
    with home.units.reading() as session:
        assert session.get_one(Commitment, commitment.id).state is CommitmentState.DONE


@pytest.mark.parametrize("path", ["/decisions", "/engagements", "/decisions/{id}"])
def test_follow_up_pages_ask_little(decided, client, queries, path):
    with queries(12):
        client.get(path.format(id=decided["shown"].id))
