from datetime import UTC, datetime, timedelta

import pytest

from app.foundation.errors import IllegalTransition, Invalid, NotFound, Refused
from app.sittings.models import Sitting
from app.sittings.words import ItemState, SittingState

PLAN = {"title": "Séance plénière", "starts_at": "2026-04-03T09:00", "place": "Hôtel de région"}


def _plan(assembly, **given):
    answer = assembly.act("chair", "sitting.plan", conference_id=assembly.conference.id, **PLAN | given)
    with assembly.world.home.units.reading() as session:
        return session.get_one(Sitting, answer["sitting_id"])


def test_r3_5_the_chair_plans_a_sitting_at_the_local_time_of_the_conference(assembly):
    sitting = _plan(assembly)
    assert (sitting.state, sitting.public) == (SittingState.PREPARING, True)
    assert sitting.starts_at == datetime(2026, 4, 3, 7, 0, tzinfo=UTC)
    (public,) = assembly.world.entries(assembly.conference.stream)
    assert (public.kind, public.audience) == ("sitting.planned", "public")
    assert public.payload["place"] == "Hôtel de région"
    (within,) = assembly.world.entries(sitting.stream)
    assert (within.kind, within.audience) == ("sitting.planned", "members")


def test_r3_5_a_sitting_overseas_is_planned_in_its_own_time(assembly):
    assembly.world.update(assembly.conference, timezone="Indian/Reunion")
    assert _plan(assembly).starts_at == datetime(2026, 4, 3, 5, 0, tzinfo=UTC)


def test_s11_the_reglement_says_whether_sittings_are_public(assembly):
    assembly.world.update(assembly.conference, reglement={"public_sittings": False})
    assert _plan(assembly).public is False
    (within,) = assembly.world.entries(assembly.conference.stream)
    assert within.audience == "members"


def test_r5_3_a_group_plans_its_sittings_among_its_members(assembly):
    sitting = _plan(assembly, group_id=assembly.group.id)
    assert (sitting.group_id, sitting.public) == (assembly.group.id, False)


def test_a_group_of_another_conference_is_not_found(assembly):
    elsewhere = assembly.world.group(assembly.world.conference())
    with pytest.raises(NotFound, match="Ce groupe"):
        _plan(assembly, group_id=elsewhere.id)


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"starts_at": "2026-03-01T09:00"}, "#/starts_at"),
        ({"place": ""}, "#/place"),
        ({"title": "  "}, "#/title"),
        ({"attendance": "telepathy"}, "#/attendance"),
    ],
)
def test_r3_5_a_plan_that_cannot_be_is_refused_at_its_field(assembly, given, pointer):
    with pytest.raises(Invalid) as refused:
        _plan(assembly, **given)
    assert [e["pointer"] for e in refused.value.members["errors"]] == [pointer]
    assert assembly.world.entries(assembly.conference.stream) == []


def test_s12_a_remote_sitting_needs_no_place_and_is_public(assembly):
    assert _plan(assembly, attendance="remote", place="").place == ""
    with pytest.raises(Refused, match="diffusée en direct"):
        _plan(assembly, attendance="remote", public=False)


def test_r3_5_a_change_after_publication_is_told_to_everybody(assembly):
    assembly.world.item(assembly.sitting)
    assembly.act("chair", "agenda.publish", sitting_id=assembly.sitting.id)
    assembly.act("chair", "sitting.change", sitting_id=assembly.sitting.id, place="Salle des fêtes", title="Séance")
    sitting = assembly.now(assembly.sitting)
    assert (sitting.place, sitting.title) == ("Salle des fêtes", "Séance")
    entry = assembly.world.entries(assembly.sitting.stream)[-1]
    assert (entry.kind, entry.audience) == ("sitting.changed", "public")
    assert entry.payload["changes"] == {"place": "Salle des fêtes", "title": "Séance"}


def test_a_change_that_changes_nothing_leaves_no_trace(assembly):
    assembly.act("chair", "sitting.change", sitting_id=assembly.sitting.id, place=assembly.sitting.place)
    assert assembly.kinds() == []
    assert assembly.now(assembly.sitting).agenda_version == 1


def test_a_place_is_emptied_only_when_nobody_comes_to_it(assembly):
    with pytest.raises(Invalid, match="Écrivez le lieu"):
        assembly.act("chair", "sitting.change", sitting_id=assembly.sitting.id, place="")
    assembly.act("chair", "sitting.change", sitting_id=assembly.sitting.id, place="", attendance="remote")
    assert assembly.now(assembly.sitting).place == ""


@pytest.mark.parametrize(
    ("state", "said"),
    [("open", "La séance est ouverte"), ("closed", "La séance est levée"), ("cancelled", "La séance est annulée")],
)
def test_the_plan_of_a_sitting_under_way_or_over_does_not_change(assembly, state, said):
    assembly.world.update(assembly.sitting, state=state)
    with pytest.raises(IllegalTransition, match=said):
        assembly.act("chair", "sitting.change", sitting_id=assembly.sitting.id, place="Ailleurs")


def test_a_sitting_is_cancelled_with_a_reason_that_everybody_reads(assembly):
    assembly.act("chair", "sitting.cancel", sitting_id=assembly.sitting.id, reason="Tempête")
    sitting = assembly.now(assembly.sitting)
    assert (sitting.state, sitting.cancelled_reason) == (SittingState.CANCELLED, "Tempête")
    (public,) = assembly.world.entries(assembly.conference.stream)
    assert (public.kind, public.audience, public.payload["reason"]) == ("sitting.cancelled", "public", "Tempête")


def test_s2_what_a_cancelled_sitting_leaves_is_proposed_to_the_next_one(assembly):
    assembly.world.item(assembly.sitting, title="Budget")
    assembly.proposed("Transports")
    assembly.world.item(assembly.sitting, title="Écarté", state=ItemState.REFUSED)
    assembly.act("chair", "sitting.cancel", sitting_id=assembly.sitting.id, reason="Tempête")
    following = _plan(assembly)
    assert {t: i.state for t, i in assembly.items(following).items()} == {
        "Budget": ItemState.PROPOSED,
        "Transports": ItemState.PROPOSED,
    }
    _plan(assembly, starts_at="2026-05-03T09:00")
    assert len(assembly.items(following)) == 2


def test_the_sitting_of_a_group_leaves_nothing_to_the_conference(assembly, group_sitting):
    assembly.world.item(group_sitting, title="Diagnostic")
    assembly.act("chair", "sitting.cancel", sitting_id=group_sitting.id, reason="Tempête")
    assert assembly.items() == {}


def test_a_sitting_under_way_is_not_cancelled_but_closed(assembly):
    assembly.world.update(assembly.sitting, state="open")
    with pytest.raises(IllegalTransition, match="Levez-la"):
        assembly.act("chair", "sitting.cancel", sitting_id=assembly.sitting.id, reason="Fatigue")


def test_a_moved_date_stays_in_the_future(assembly):
    past = (assembly.world.clock() - timedelta(hours=1)).isoformat()
    with pytest.raises(Invalid, match="date à venir"):
        assembly.act("chair", "sitting.change", sitting_id=assembly.sitting.id, starts_at=past)
