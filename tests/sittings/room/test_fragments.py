from app.foundation.facts import CATALOGUE
from app.sittings.room.fragments import KINDS, OFFERED

PUBLIC = "fragments/galerie?vue=gallery"


def test_the_public_part_is_the_same_for_every_reader_whoever_asks(stage, client, looking):
    stage.put("speaking")
    answers = {looking(role).get(f"{stage.url}/{PUBLIC}").data for role in ("gallery", "delegate", "chair")}
    assert len(answers) == 1


def test_the_public_part_may_be_kept_a_second_and_is_not_sent_twice(stage, client):
    stage.put("open")
    first = client.get(f"{stage.url}/{PUBLIC}")
    assert first.headers["Cache-Control"] == "public, max-age=1"
    again = client.get(f"{stage.url}/{PUBLIC}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_public_part_sets_no_cookie(stage, client):
    stage.put("open")
    assert "Set-Cookie" not in client.get(f"{stage.url}/{PUBLIC}").headers
    assert "Set-Cookie" not in client.get(f"{stage.url}/salle").headers


def test_a_viewer_who_asks_again_costs_no_query(stage, client, queries, room, do):
    stage.put("open")
    do(room.delegates[0], "floor.ask", sitting_id=stage.sitting.id)
    position = room.last.position
    stage.stop_the_clock()
    client.get(f"{stage.url}/{PUBLIC}&position={position}")
    with queries(0):
        assert client.get(f"{stage.url}/{PUBLIC}&position={position}").status_code == 200


def test_a_part_of_a_member_is_theirs_alone_and_not_sent_twice(stage, looking):
    stage.put("open")
    delegate = looking("delegate")
    url = f"{stage.url}/fragments/file?vue=member"
    first = delegate.get(url)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert delegate.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_what_is_done_shows_in_the_public_part(stage, client, room, do):
    stage.put("open")
    client.get(f"{stage.url}/{PUBLIC}")
    do(room.delegates[0], "floor.ask", sitting_id=stage.sitting.id, kind="against")
    page = client.get(f"{stage.url}/{PUBLIC}&position={room.last.position}").text
    assert room.delegates[0].name in page
    assert "contre" in page


def test_s11_closing_the_doors_cuts_the_gallery_at_once_and_opening_them_brings_it_back(stage, client, room, do):
    stage.put("speaking")
    speaker = room.delegates[1].name
    assert speaker in client.get(f"{stage.url}/{PUBLIC}").text
    do(room.chair, "sitting.close_doors", sitting_id=stage.sitting.id)
    for address in ("salle", "projection", PUBLIC, "fragments/projection?vue=gallery"):
        page = client.get(f"{stage.url}/{address}").text
        assert "uis clos" in page
        assert speaker not in page
    do(room.chair, "sitting.open_doors", sitting_id=stage.sitting.id)
    assert speaker in client.get(f"{stage.url}/{PUBLIC}").text


def test_every_part_offered_says_which_facts_can_change_it():
    assert {name for names in OFFERED.values() for name in names} == set(KINDS)


def test_every_fact_of_a_sitting_changes_some_part_of_the_chair_s_desk():
    heard = {pattern for name in OFFERED["chair"] if KINDS[name] != "*" for pattern in KINDS[name].split()}
    families = ("sitting.", "item.", "floor.", "presence.", "quorum.", "motion.", "ballot.", "agenda.", "document.")
    told = [kind for kind in CATALOGUE if kind.startswith(families)]
    assert told
    deaf = [k for k in told if not any(k == p or (p.endswith("*") and k.startswith(p[:-1])) for p in heard)]
    assert deaf == []


def test_s11_a_page_of_closed_doors_waits_until_they_open_then_is_sent_back(stage, client, room, do):
    stage.put("open")
    do(room.chair, "sitting.close_doors", sitting_id=stage.sitting.id)
    page = client.get(f"{stage.url}/salle").text
    waiting = f"{stage.url}/fragments/huis-clos"
    assert waiting in page
    assert "data-stream" not in page
    assert client.get(waiting).status_code == 204
    do(room.chair, "sitting.open_doors", sitting_id=stage.sitting.id)
    stage.forget()
    back = client.get(waiting)
    assert (back.status_code, back.headers["Location"]) == (303, f"{stage.url}/salle")
    assert "data-stream" in client.get(f"{stage.url}/salle").text


def test_who_sits_in_a_sitting_that_was_never_public_is_sent_to_its_room(stage, client, as_, room):
    stage.put("open")
    stage.update(public=False)
    waiting = f"{stage.url}/fragments/huis-clos"
    sent = as_(room.delegates[0]).get(waiting)
    assert (sent.status_code, sent.headers.get("Location")) == (303, f"{stage.url}/salle")
    assert client.get(waiting).status_code == 404


def test_s11_who_sits_and_shows_the_screen_of_the_room_waits_with_the_public(stage, as_, room, do):
    stage.put("open")
    do(room.chair, "sitting.close_doors", sitting_id=stage.sitting.id)
    assert as_(room.delegates[0]).get(f"{stage.url}/fragments/huis-clos").status_code == 204
