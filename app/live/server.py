"""The Socket.IO server of this process and its background greenlets."""

import time
from typing import Any

import structlog
from flask import Flask
from flask_socketio import SocketIO
from gevent import monkey

from app.journal.recording import CHANNEL
from app.switches.board import board_of
from app.switches.events import PLATFORM
from app.web.house import House

from . import handlers, rights
from .hub import Hub
from .joins import Joins
from .links import Links
from .listener import Listener
from .prebuilt import Json

log = structlog.get_logger()
BEAT = 10.0


def install(app: Flask) -> None:
    """Open the live door of the application; nothing listens until `start`."""
    home: House = app.extensions["cotap"]
    sockets = SocketIO(
        app,
        async_mode="gevent" if monkey.is_module_patched("socket") else "threading",
        json=Json,
        manage_session=False,
        always_connect=True,
        async_handlers=False,
        ping_interval=20,
        ping_timeout=20,
        max_http_buffer_size=1_000_000,
    )
    home.notes["sockets"] = sockets


def start(app: Flask) -> Hub:
    """Begin to listen, beat and answer. Called once by a serving process, after the fork and the patching."""
    home: House = app.extensions["cotap"]
    sockets: SocketIO = home.notes["sockets"]
    hub = Hub(home, sockets)
    links = Links(hub, home.units.clock)
    joins = Joins(home.settings.gallery_joins_per_second, time.monotonic)
    handlers.install(sockets, hub, joins, links)

    def heard(channel: str, payload: str) -> None:
        if channel == CHANNEL:
            hub.heard(channel, payload)
            if payload.partition(" ")[0] == PLATFORM:
                board_of(home).refresh(home.units)
                rights.gallery_paused(hub)
        else:
            links.heard(payload)

    def back() -> None:
        board_of(home).refresh(home.units)
        hub.back()

    def alive() -> None:
        home.notes["listener"] = time.monotonic()

    listener = Listener(home.settings.database_url, heard=heard, back=back, alive=alive, sleep=sockets.sleep)
    sockets.start_background_task(listener.run)
    sockets.start_background_task(hub.run_beats, BEAT)
    sockets.start_background_task(_refresh_links, sockets, links)
    home.notes["hub"] = hub
    return hub


def _refresh_links(sockets: SocketIO, links: Links) -> Any:
    while True:
        try:
            links.refresh()
        except Exception:  # the database may be away; the next round sweeps
            log.exception("links_refresh_failed")
        sockets.sleep(BEAT)
