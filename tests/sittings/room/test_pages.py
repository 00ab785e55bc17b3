import pytest

from app.sittings.room.fragments import OFFERED
from app.sittings.words import SittingState

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
