"""2.4.1: what one person may write and send in a while; beyond, they are told when to come back."""

import base64
from dataclasses import replace

import pytest

from app.foundation.commands import COMMANDS
from app.foundation.throttle import Allowance
from app.web import dispatch
from tests.sittings.agenda.files import PDF

FEW = Allowance(most=3, per=3600)


@pytest.fixture
def few(app, monkeypatch):
    monkeypatch.setattr(dispatch, "FILES", FEW)
    monkeypatch.setitem(COMMANDS, "interpellation.draft", replace(COMMANDS["interpellation.draft"], allowance=FEW))


@pytest.mark.parametrize(
    ("command", "data"),
    [
        (
            "document.add",
            {"item_id": 1, "public": False, "file": {"name": "a.pdf", "content": base64.b64encode(PDF).decode()}},
        ),
        (
            "interpellation.draft",
            {"contract_id": 1, "title": "Une question", "question": "Où en est la halte ferroviaire ?"},
        ),
    ],
)
def test_whoever_writes_without_end_waits_and_nobody_else_does(few, as_, clock, world, command, data):
    busy, quiet = as_(world.person()), as_(world.person())
    way = f"/api/v1/commands/{command}"
    statuses = [busy.post(way, json={"data": data}).status_code for _ in range(5)]
    assert statuses[:3] == [404] * 3
    assert statuses[3:] == [429] * 2
    assert int(busy.post(way, json={"data": data}).headers["Retry-After"]) > 60
    assert quiet.post(way, json={"data": data}).status_code == 404
    clock.advance(hours=1)
    assert busy.post(way, json={"data": data}).status_code == 404


def test_what_is_left_to_a_person_is_far_above_what_anybody_does(app):
    drafts = COMMANDS["interpellation.draft"].allowance
    assert drafts is not None
    assert (drafts.most, dispatch.FILES.most) == (40, 120)
