"""R2.1: finalités are decided by a vote of the conference in a sitting; carrying the text writes them."""

import json

import pytest
from sqlalchemy import select

from app.conferences.models import Finalite, ThematicGroup
from app.foundation.errors import Refused

FOUR = [{"title": t, "description": ""} for t in ("Autonomie", "Épanouissement", "Intégrité", "Mobilité")]


@pytest.fixture
def here(room):
    room.world.present(room.sitting, room.chair, *room.delegates)
    return room


def _vote(room, do, effect, choice="for"):
    item = room.fresh().current_item_id
    asked = {"item_id": item, "title": "Finalités", "text": "La conférence retient :", "effect": effect}
    motion = do(room.chair, "motion.table", **asked)["motion_id"]
    ballot = do(room.chair, "ballot.open", item_id=item, motion_id=motion)["ballot_id"]
    do(room.chair, "ballot.cast", ballot_id=ballot, choice=choice)
    do(room.chair, "ballot.close", ballot_id=ballot)
    return ballot


def _finalites(room):
    with room.world.home.units.reading() as session:
        return [(f.title, f.decided_by) for f in session.scalars(select(Finalite).order_by(Finalite.rank))]


def test_r2_1_a_carried_text_writes_the_finalites_and_r2_3_a_group_for_each(here, do):
    ballot = _vote(here, do, {"finalites": FOUR})
    assert _finalites(here) == [(f["title"], f"ballot:{ballot}") for f in FOUR]
    with here.world.home.units.reading() as session:
        assert len(session.scalars(select(ThematicGroup)).all()) == 4
    assert "finalites.adopted" in here.world.kinds(here.conference.stream)
    assert here.kinds[-2:] == ["ballot.closed", "motion.carried"]


def test_r2_1_a_rejected_text_writes_nothing(here, do):
    _vote(here, do, {"finalites": FOUR}, choice="against")
    assert _finalites(here) == []
    assert here.kinds[-1] == "motion.rejected"


def test_r2_1_an_unusual_number_needs_the_chair_s_reason(here, do):
    with pytest.raises(Refused) as refusal:
        _vote(here, do, {"finalites": FOUR[:2]})
    assert refusal.value.members["rule"] == "R2.1"
    _vote(here, do, {"finalites": FOUR[:2], "reason": "Un premier exercice volontairement resserré."})
    assert len(_finalites(here)) == 2


@pytest.mark.parametrize(
    "typed",
    [json.dumps({"finalites": FOUR}), "Autonomie : vivre chez soi\nÉpanouissement\n\nIntégrité\nMobilité"],
)
def test_r2_1_a_form_gives_them_as_one_text(here, do, typed):
    _vote(here, do, typed)
    assert [title for title, _by in _finalites(here)] == [f["title"] for f in FOUR]


def test_r2_1_a_group_does_not_decide_finalites(here, do, world):
    group = world.group(here.conference)
    sitting = world.open_sitting(here.conference, group_id=group.id)
    asked = {"item_id": sitting.current_item_id, "title": "Finalités", "text": "Oui", "effect": {"finalites": FOUR}}
    with pytest.raises(Refused):
        do(here.chair, "motion.table", **asked)


def test_r2_1_what_could_not_be_written_is_refused_when_it_is_tabled_and_not_when_the_vote_closes(here, do):
    twice = [*FOUR[:3], {"title": " autonomie ", "description": ""}]
    item = here.fresh().current_item_id
    with pytest.raises(Refused, match="même intitulé"):
        do(here.chair, "motion.table", item_id=item, title="Finalités", text="Oui", effect={"finalites": twice})
