"""Pausing the public gallery closes what is already open in it; members stay, and it opens again by itself."""

import pytest

from app.live import rights
from app.live.hub import Hub
from app.switches.board import Notice, board_of
from app.switches.words import Feature
from app.web.identity import Account
from tests.live.test_rights import Recorded


@pytest.fixture(autouse=True)
def _open_again(home):
    yield
    board_of(home).notices = {}


@pytest.fixture
def hub(home):
    return Hub(home, Recorded())


def visitor(hub, stream):
    connection = hub.connections.open("tribune", "eio", None)
    hub.follow(connection, connection.actor(hub.home), stream, None, None)
    return connection


def test_an_open_socket_of_the_gallery_is_cut_off_at_once_and_a_member_is_not(home, world, clock, hub):
    conference = world.conference()
    sitting, member = world.open_sitting(conference), world.delegate(conference)
    public = visitor(hub, sitting.stream)
    seated = hub.connections.open("membre", "eio", Account(member.id, f"test-{member.id}"))
    hub.follow(seated, seated.actor(home), sitting.stream, None, None)
    board_of(home).notices = {Feature.GALLERY: Notice(label="Tribune", reason="Panne.", since=clock())}
    rights.gallery_paused(hub)
    assert sitting.stream not in public.streams
    assert sitting.stream in seated.streams
    assert hub.sockets.moved == [("tribune", sitting.stream)]


def test_other_pauses_cut_nobody(home, world, clock, hub):
    sitting = world.open_sitting(world.conference())
    public = visitor(hub, sitting.stream)
    board_of(home).notices = {Feature.IMPORTS: Notice(label="Envois", reason="Panne.", since=clock())}
    rights.gallery_paused(hub)
    assert sitting.stream in public.streams
    assert hub.sockets.moved == []
