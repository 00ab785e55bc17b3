import pytest

from app.sittings.room.fragments import OFFERED
from app.sittings.words import ItemKind, PresenceMode, SittingState, SpeechState

from .conftest import ROLES, STATES


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_every_state_in_at_most_twelve_queries(stage, looking, queries, role, state):
    stage.put(state)
    client = looking(role)
    with queries(12):
        page = client.get(f"{stage.url}/salle")
    assert page.status_code == 200
    assert stage.sitting.title in page.text


@pytest.mark.parametrize("state", STATES)
def test_the_projector_shows_every_state_to_a_screen_without_account(stage, client, queries, state):
    stage.put(state)
    with queries(12):
        page = client.get(f"{stage.url}/projection")
    assert page.status_code == 200


@pytest.mark.parametrize("role", ["delegate", "chair", "secretary"])
@pytest.mark.parametrize("state", STATES)
def test_every_part_of_the_room_can_be_rendered_alone(stage, looking, role, state):
    stage.put(state)
    client, seen = looking(role), {"delegate": "member"}.get(role, role)
    for name in OFFERED[seen]:
        answer = client.get(f"{stage.url}/fragments/{name}?vue={seen}", headers={"X-Fragment": "1"})
        assert answer.status_code == 200, name


def test_a_sitting_in_preparation_has_no_room_yet(stage, client, as_, room):
    stage.update(state=SittingState.PREPARING)
    assert client.get(f"{stage.url}/salle").status_code == 404
    assert client.get(f"{stage.url}/projection").status_code == 404
    sent = as_(room.chair).get(f"{stage.url}/salle")
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{stage.url}/preparation")


def test_a_private_sitting_does_not_exist_for_the_public(stage, client, as_, room):
    stage.update(public=False)
    assert client.get(f"{stage.url}/salle").status_code == 404
    assert client.get(f"{stage.url}/fragments/galerie?vue=gallery").status_code == 404
    assert as_(room.delegates[0]).get(f"{stage.url}/salle").status_code == 200


def test_a_sitting_that_does_not_exist_is_not_found(client, room):
    assert client.get("/seances/99999/salle").status_code == 404
    assert client.get("/seances/99999/fragments/galerie?vue=gallery").status_code == 404


def test_a_chair_may_look_from_their_place_or_from_the_gallery(stage, looking):
    stage.put("open")
    chair = looking("chair")
    assert 'id="conduite"' in chair.get(f"{stage.url}/salle").text
    assert 'id="conduite"' not in chair.get(f"{stage.url}/salle?vue=member").text
    assert "Comprendre ce que vous suivez" in chair.get(f"{stage.url}/salle?vue=gallery").text


def test_a_delegate_cannot_take_the_chair_by_asking_for_its_view(stage, looking):
    stage.put("open")
    delegate = looking("delegate")
    assert 'id="conduite"' not in delegate.get(f"{stage.url}/salle?vue=chair").text
    assert delegate.get(f"{stage.url}/fragments/notes?vue=secretary").status_code == 404


def test_r5_3_a_thematic_group_sits_in_the_same_room(room, world, as_, client, do):
    group = world.group(room.conference, title="Autonomie")
    member = world.person()
    world.group_member(group, member)
    sitting = world.open_sitting(room.conference, group_id=group.id)
    url = f"/seances/{sitting.id}/salle"
    page = as_(member).get(url).text
    assert "Autonomie" in page
    assert "Entrer en salle" in page
    do(member, "presence.enter", sitting_id=sitting.id)
    assert "Demander la parole" in as_(member).get(url).text
    assert "1 présent sur 1" in client.get(url).text
    assert "Entrer en salle" not in as_(room.delegates[0]).get(url).text


def test_s5_the_floor_shows_how_long_each_level_has_spoken_with_its_figures(stage, looking, room):
    stage.put("open")
    stage.speech(room.chair, SpeechState.DONE, started_at=stage.now, ended_at=stage.later(125))
    page = looking("gallery").get(f"{stage.url}/salle").text
    assert "Temps de parole par niveau" in page
    assert "2\u00a0min" in page


def test_the_kinds_of_request_follow_the_item(stage, looking):
    stage.put("open")
    assert "Répondre" not in looking("delegate").get(f"{stage.url}/salle").text
    stage.world.update(stage.item(), kind=ItemKind.INTERPELLATION)
    assert "Répondre" in looking("delegate").get(f"{stage.url}/salle").text


def test_a_vacant_seat_and_a_lost_connection_are_shown_to_members(stage, looking, room):
    stage.put("open")
    stage.world.seat(room.conference)
    stage.world.update(stage.presence_of(room.delegates[1]), mode=PresenceMode.REMOTE)
    page = looking("delegate").get(f"{stage.url}/salle").text
    assert "siège vacant" in page
    assert "liaison perdue" in page
    assert "liaison perdue" not in looking("gallery").get(f"{stage.url}/salle").text
