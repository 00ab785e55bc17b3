"""What browsers report of the content policy: counted, and told in the log without anything personal."""

import json
import re
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.routing import RequestRedirect

from app.foundation.errors import Invalid
from app.foundation.throttle import Allowance

from .guards import public
from .house import house
from .security import REPORTS, csrf

blueprint = Blueprint("reports", __name__)
log = structlog.get_logger()
LARGEST: Final = 16 * 1024
MOST_IN_ONE: Final = 10
KINDS: Final = ("application/csp-report", "application/reports+json", "application/json")
OF_NETWORK: Final = Allowance(most=30, per=600)
OF_ALL: Final = Allowance(most=600, per=3600)
DIRECTIVE: Final = re.compile(r"[a-z-]{3,30}")


@blueprint.post(REPORTS)
@public
@csrf.exempt  # type: ignore[untyped-decorator]  # a browser reports by itself, without token
def collect() -> Response:
    """Take a browser's report that the content policy kept something out of a page."""
    if request.mimetype not in KINDS:
        raise UnsupportedMediaType
    # A report without its length would be read whole before being measured.
    if request.content_length is None or request.content_length > LARGEST:
        raise RequestEntityTooLarge
    throttle = house().throttle
    if throttle.spend(f"csp:{request.remote_addr}", OF_NETWORK) or throttle.spend("csp", OF_ALL):
        house().notes["metrics"].reports.labels("dropped").inc()
        return Response(status=204)
    for report in _reports():
        directive = _directive(report)
        house().notes["metrics"].reports.labels(directive).inc()
        log.warning("csp_report", directive=directive, blocked=_origin(report), page=_page(report))
    return Response(status=204)


def _reports() -> list[dict[str, Any]]:
    try:
        said = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError) as fault:
        raise Invalid("Ce rapport n’est pas du JSON.") from fault
    listed = said if isinstance(said, list) else [said]
    bodies = (one.get("csp-report") or one.get("body") for one in listed[:MOST_IN_ONE] if isinstance(one, dict))
    return [body for body in bodies if isinstance(body, dict)]


def _said(report: dict[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := report.get(name), str)), "")


def _directive(report: dict[str, Any]) -> str:
    said = _said(report, "effective-directive", "effectiveDirective", "violated-directive").partition(" ")[0]
    return said if DIRECTIVE.fullmatch(said) and said.endswith(KNOWN) else "other"


KNOWN: Final = ("-src", "-src-elem", "-src-attr", "form-action", "base-uri", "frame-ancestors")


def _origin(report: dict[str, Any]) -> str:
    """Return where what was kept out comes from: its host alone, for an address may hold anything."""
    blocked = _said(report, "blocked-uri", "blockedURL")
    try:
        parts = urlsplit(blocked)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if not host:
        return blocked if blocked in ("inline", "eval", "data", "blob", "self") else ""
    return f"{parts.scheme}://{host}"[:120]


def _page(report: dict[str, Any]) -> str:
    """Return the pattern of the page, never its address: some of them hold a secret."""
    try:
        path = urlsplit(_said(report, "document-uri", "documentURL")).path or "/"
        rule, _arguments = current_app.url_map.bind("localhost").match(path, method="GET", return_rule=True)
    except (ValueError, HTTPException, RequestRedirect):
        return ""
    return str(rule.rule)


def install(app: Flask) -> None:
    """Register the collector."""
    app.register_blueprint(blueprint)
