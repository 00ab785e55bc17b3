"""Builds the application: house, door-frame, doors, live. Reads like a table of contents."""

from pathlib import Path

from flask import Flask
from flask_babel import Babel
from werkzeug.middleware.proxy_fix import ProxyFix

from app import doors
from app.capacities import every_capacity
from app.config import Settings
from app.foundation.clock import Clock, system_clock
from app.foundation.database import make_engine, make_sessions
from app.foundation.queue import enqueue
from app.foundation.sealing import Sealer
from app.foundation.throttle import Throttle
from app.foundation.unit_of_work import Units
from app.journal.recording import write_facts
from app.people.queries import accounts_facts, note_seen
from app.people.refusals.noting import note_refusal
from app.people.rules import LONGEST_SESSION
from app.web import (
    acts,
    addresses,
    api,
    assets,
    cookies,
    french,
    guards,
    health,
    identity,
    layout,
    logs,
    problems,
    reports,
    security,
)
from app.web.house import House

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"


def build(settings: Settings | None = None, *, clock: Clock | None = None) -> Flask:
    """Build the application: house, door-frame, doors, live."""
    settings = settings or Settings.from_environment()
    logs.configure()
    app = Flask("app", template_folder=str(FRONTEND), static_folder=None)
    configure(app, settings)
    app.extensions["cotap"] = build_house(settings, clock or system_clock)
    for frame in (addresses, identity, guards, health, problems, security, reports, french, assets, acts, layout):
        frame.install(app)
    doors.install_pages(app)
    api.install(app, doors.api_blueprints())
    doors.install_commands_line(app)
    doors.install_live(app)
    security.cover(app)
    if settings.behind_proxy:
        # Around all the rest, the door of sockets included: who asks there is counted as anywhere else.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  # as documented
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Turn settings into Flask's own configuration."""
    secure = settings.public_url.startswith("https://")
    app.session_interface = cookies.Sessions()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # A cookie signed with a former key is still read, and signed with the new one when it is next written.
        SECRET_KEY_FALLBACKS=list(settings.old_secret_keys),
        TESTING=settings.testing,
        SESSION_COOKIE_NAME=cookies.guarded(cookies.BARE, secure=secure),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        # A file of 20 MB, in base64 when it comes as JSON.
        MAX_CONTENT_LENGTH=28 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        # The database says how long a session lasts (people/rules); the cookie only must not end before.
        PERMANENT_SESSION_LIFETIME=LONGEST_SESSION,
        WTF_CSRF_TIME_LIMIT=None,
        # The last one signs, all are read: a form left open is still good after a change of key.
        WTF_CSRF_SECRET_KEY=[*settings.old_secret_keys, settings.secret_key],
        BABEL_DEFAULT_LOCALE="fr",
        BABEL_DEFAULT_TIMEZONE="Europe/Paris",
        BABEL_TRANSLATION_DIRECTORIES=str(FRONTEND / "locales"),
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    Babel(app)


def build_house(settings: Settings, clock: Clock) -> House:
    """Open the database and the units of work on it."""
    engine = make_engine(settings.database_url, pool_size=settings.pool_size, asks_first=not settings.testing)
    units = Units(engine, make_sessions(engine), clock, write_facts, enqueue)
    return House(
        settings=settings,
        engine=engine,
        units=units,
        sealer=Sealer(settings.secret_key, settings.old_secret_keys),
        throttle=Throttle(engine, clock, settings.secret_key),
        read_accounts=accounts_facts,
        read_capacities=every_capacity,
        note_seen=note_seen,
        note_refusal=note_refusal,
    )
