"""R3.6: what the State refers appears on the next agenda, whatever happens to the sittings."""

import pytest

from app.conferences.models import StateReferral
from app.foundation.errors import Refused
from app.sittings.words import ItemOrigin, ItemState

QUESTION = {"title": "Trait de côte", "question": "Quelle stratégie commune face au recul du trait de côte ?"}


def _refer(assembly, **given):
    return assembly.act("partner", "state_referral.make", conference_id=assembly.conference.id, **QUESTION | given)


def _plan(assembly, starts_at="2026-04-03T09:00", **given):
    return assembly.act(
        "chair",
        "sitting.plan",
        conference_id=assembly.conference.id,
        title="Séance",
        place="Ici",
        starts_at=starts_at,
        **given,
    )["sitting_id"]


def test_r3_6_a_question_of_the_state_is_on_the_next_agenda_at_once(assembly):
    assembly.later()
    answer = _refer(assembly)
    assert answer["sitting_id"] == assembly.sitting.id
    item = assembly.items()["Trait de côte"]
    assert (item.state, item.origin) == (ItemState.PROPOSED, ItemOrigin.STATE_REFERRAL)
    assert item.description == QUESTION["question"]
    assert item.origin_reference == f"state_referral:{answer['referral_id']}"
    assert assembly.kinds() == ["item.proposed"]
    (entry,) = assembly.world.entries(assembly.conference.stream)
    assert (entry.kind, entry.audience) == ("state_referral.made", "members")


@pytest.mark.parametrize("command", ["agenda.refuse", "agenda.defer"])
@pytest.mark.parametrize("accepted_first", [True, False])
def test_r3_6_the_chair_cannot_refuse_it(assembly, command, accepted_first):
    _refer(assembly)
    item = assembly.items()["Trait de côte"]
    if accepted_first:
        assembly.act("chair", "agenda.accept", item_id=item.id)
    with pytest.raises(Refused, match="vous en choisissez le rang et la durée"):
        assembly.act("chair", command, item_id=item.id, reason="Non")


def test_r3_6_the_chair_orders_and_times_it_and_leaves_its_words(assembly):
    _refer(assembly)
    item = assembly.items()["Trait de côte"]
    assembly.act("chair", "agenda.edit", item_id=item.id, expected_version=1, minutes=40, kind="decision")
    with pytest.raises(Refused, match="en ces termes"):
        assembly.act("chair", "agenda.edit", item_id=item.id, expected_version=2, title="Autre chose")
    with pytest.raises(Refused, match="en ces termes"):
        assembly.act("partner", "agenda.edit", item_id=item.id, expected_version=2, description="Autre chose")


def test_r3_6_the_state_does_not_take_it_back(assembly):
    _refer(assembly)
    with pytest.raises(Refused, match="La saisine de la conférence est faite"):
        assembly.act("partner", "agenda.withdraw", item_id=assembly.items()["Trait de côte"].id)


def test_r3_6_an_agenda_without_it_is_not_published(assembly):
    assembly.world.item(assembly.sitting)
    _refer(assembly)
    with pytest.raises(Refused, match="Trait de côte") as refused:
        assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assert refused.value.members == {"rule": "R3.6"}
    assembly.act("chair", "agenda.accept", item_id=assembly.items()["Trait de côte"].id)
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assert assembly.items()["Trait de côte"].number == "2"


def test_r3_6_without_a_sitting_in_preparation_it_waits_for_the_next_one_planned(assembly, group_sitting):
    assembly.world.item(assembly.sitting)
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assert _refer(assembly)["sitting_id"] is None
    assert assembly.items(group_sitting) == {}
    planned = _plan(assembly)
    assembly.sitting.id = planned
    assert list(assembly.items()) == ["Trait de côte"]
    assert assembly.kinds() == ["sitting.planned", "item.proposed"]


def test_r3_6_it_goes_to_a_sitting_that_comes_sooner(assembly):
    assembly.world.item(assembly.sitting, title="Budget", rank=0)
    _refer(assembly)
    item = assembly.items()["Trait de côte"]
    assembly.act("chair", "agenda.accept", item_id=item.id)
    assembly.world.item(assembly.sitting, title="Érosion", parent_id=item.id)
    sooner = _plan(assembly, starts_at="2026-03-05T09:00")
    now = assembly.now(item)
    assert (now.sitting_id, now.state, now.parent_id) == (sooner, ItemState.PROPOSED, None)
    assert assembly.items()["Érosion"].parent_id is None
    left = assembly.world.entries(assembly.sitting.stream)[-1]
    assert (left.kind, left.payload["for_sitting_id"]) == ("item.left", sooner)


def test_r3_6_it_follows_when_dates_change(assembly):
    following = assembly.later()
    _refer(assembly)
    assembly.act("chair", "sitting.change", sitting_id=assembly.sitting.id, starts_at="2026-06-01T09:00")
    assert list(assembly.items(following)) == ["Trait de côte"]
    assert assembly.items() == {}


@pytest.mark.parametrize("published", [True, False])
def test_r3_6_a_cancelled_sitting_gives_it_to_the_next_one(assembly, published):
    following = assembly.later()
    _refer(assembly)
    assembly.act("chair", "agenda.accept", item_id=assembly.items()["Trait de côte"].id)
    if published:
        assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assembly.act("chair", "sitting.cancel", sitting_id=assembly.sitting.id, reason="Tempête")
    assert assembly.items(following)["Trait de côte"].state is ItemState.PROPOSED


def test_r3_6_once_on_a_published_agenda_it_has_appeared(assembly):
    _refer(assembly)
    assembly.act("chair", "agenda.accept", item_id=assembly.items()["Trait de côte"].id)
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assembly.sitting.id = _plan(assembly)
    assert assembly.items() == {}


def test_r3_6_the_question_itself_is_kept_as_it_was_put(assembly):
    _refer(assembly)
    with assembly.world.home.units.reading() as session:
        (referral,) = session.query(StateReferral)
    assert (referral.title, referral.question) == (QUESTION["title"], QUESTION["question"])
    assert referral.referred_by_id == assembly.partner.id
