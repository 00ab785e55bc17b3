"""Whether this process is well, and what it counts: for the operator's tools, not for people."""

import time
from ipaddress import ip_address
from typing import Any

from flask import Blueprint, Flask, Response, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as BaseResponse

from app.foundation.errors import NotFound
from app.foundation.migrations import newest
from app.foundation.scanning import Scanner
from app.watch.queries import seconds_since_seen

from .guards import public
from .house import House, house, reading

blueprint = Blueprint("health", __name__)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
LISTENER_PATIENCE = 20.0
WORKER_PATIENCE = 60.0


@blueprint.get("/healthz")
@public
def alive() -> Response:
    """Say that the process answers."""
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """Say whether the site is well. A worker that is gone counts, in production, unless asked `without=worker`."""
    checks = {"database": _database(), "migrations": False, "listener": _listener()}
    worker: dict[str, Any] = {"well": False, "last_seen_seconds": None}
    if checks["database"]:
        try:
            checks["migrations"] = _migrations()
            worker = _worker()
        except SQLAlchemyError:
            # The database went away between two questions, or was never migrated.
            checks["migrations"] = False
    if scanner := house().settings.clamd:
        checks["scanner"] = Scanner(scanner).answers()
    if _needs_worker():
        seconds = worker["last_seen_seconds"]
        checks["worker"] = seconds is not None and seconds < 60 * house().settings.worker_patience_minutes
    well = all(checks.values())
    answer = {"status": "ready" if well else "not-ready", "checks": checks, "worker": worker}
    return jsonify(answer), 200 if well else 503


def _database() -> bool:
    try:
        with reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _migrations() -> bool:
    with reading() as session:
        found = session.scalar(text("SELECT version_num FROM alembic_version"))
    return bool(found == newest())


def _listener() -> bool:
    notes = house().notes
    if "hub" not in notes:
        return True  # a process that serves no socket listens to nothing
    heard: float = notes.get("listener", float("-inf"))
    return time.monotonic() - heard < LISTENER_PATIENCE


def _worker() -> dict[str, Any]:
    with reading() as session:
        seconds = seconds_since_seen(session)
    return {"well": seconds is not None and seconds < WORKER_PATIENCE, "last_seen_seconds": seconds}


def _needs_worker() -> bool:
    settings = house().settings
    return not (settings.trial or settings.testing) and request.args.get("without") != "worker"


class Metrics:
    """What this process counts since it started."""

    def __init__(self, home: House) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "cotap_requests_total", "Requests answered", ["endpoint", "method", "status"], registry=self.registry
        )
        self.durations = Histogram(
            "cotap_request_seconds", "Time to answer", ["endpoint"], buckets=BUCKETS, registry=self.registry
        )
        self.refusals = Counter(
            "cotap_refusals_total", "Permissions refused by a policy", ["policy"], registry=self.registry
        )
        self.reports = Counter(
            "cotap_csp_reports_total",
            "Reports on the content policy",
            ["directive"],
            registry=self.registry,
        )
        self.uploads = Counter("cotap_uploads_total", "Files shown to the scanner", ["ended"], registry=self.registry)
        sockets = Gauge("cotap_open_sockets", "Sockets open in this process", registry=self.registry)
        sockets.set_function(lambda: float(_open_sockets(home)))
        pool = Gauge("cotap_database_connections", "Database connections in use", registry=self.registry)
        pool.set_function(lambda: float(home.engine.pool.checkedout()))  # type: ignore[attr-defined]  # a QueuePool


def _open_sockets(home: House) -> int:
    hub = home.notes.get("hub")
    return 0 if hub is None else len(hub.connections)


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Give the counts of this process to a scraper on the same machine."""
    # A proxy in front makes everybody look local, except for the header it adds.
    asker = request.remote_addr
    if "X-Forwarded-For" in request.headers or not (asker and ip_address(asker).is_loopback):
        raise NotFound("Cette page n’existe pas ou n’existe plus. Partez de l’accueil ou cherchez.")
    counted: Metrics = house().notes["metrics"]
    return Response(generate_latest(counted.registry), content_type=CONTENT_TYPE_LATEST)


def install(app: Flask) -> None:
    """Register the three pages and count every request."""
    home: House = app.extensions["cotap"]
    counted = home.notes["metrics"] = Metrics(home)
    app.register_blueprint(blueprint)

    @app.before_request
    def _begin() -> None:
        g.asked_at = time.perf_counter()

    @app.after_request
    def _count(response: BaseResponse) -> BaseResponse:
        endpoint = request.endpoint or "none"
        counted.requests.labels(endpoint, request.method, response.status_code).inc()
        if "asked_at" in g:
            counted.durations.labels(endpoint).observe(time.perf_counter() - g.asked_at)
        return response
