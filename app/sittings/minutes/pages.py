"""Minutes and records of decisions: pages, PDF, and the very bytes of the fingerprint."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, make_response, render_template, request

from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.people.throttling import spend_print
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import pdf
from .content import canonical
from .views import MinutesPage, RecordPage, minutes_page, record_page

blueprint = Blueprint("minutes", __name__)


def _read(sitting_id: int, show: Callable[[MinutesPage], Any]) -> Any:
    """Read the minutes as the current reader may, and show them while the session is open."""
    today = local_date(house().units.clock())
    with reading() as session:
        page = minutes_page(
            session, current_actor(), sitting_id, today, public_version=request.args.get("version") == "publique"
        )
        g.timezone = page.sitting.conference.timezone
        return show(page)


def _written(page: MinutesPage) -> dict[str, Any]:
    if page.doc is None:
        raise NotFound("Le procès-verbal de cette séance n’est pas encore publié.")
    return page.doc


@blueprint.get("/seances/<int:sitting_id>/proces-verbal")
@public  # `policies.may_read` decides who reads which version
def minutes(sitting_id: int) -> str:
    """Show the minutes, or say when they will be there."""
    return str(_read(sitting_id, lambda page: render_template("pages/minutes/minutes.html", page=page, doc=page.doc)))


@blueprint.get("/seances/<int:sitting_id>/proces-verbal.json")
@public  # the same
def minutes_content(sitting_id: int) -> Response:
    """Give the exact bytes whose SHA-256 is the fingerprint."""
    content = _read(sitting_id, lambda page: canonical(_written(page)))
    return Response(content, mimetype="application/json")


@blueprint.get("/seances/<int:sitting_id>/proces-verbal.pdf")
@public  # the same
def minutes_pdf(sitting_id: int) -> Response:
    """Give the minutes as a tagged PDF."""
    spend_print()
    page = _read(sitting_id, lambda page: page)
    content = pdf.minutes(_written(page), page)
    return _file(content, f"proces-verbal-seance-{sitting_id}.pdf")


def _record(sitting_id: int, show: Callable[[RecordPage], Any]) -> Any:
    with reading() as session:
        page = record_page(session, current_actor(), sitting_id)
        g.timezone = page.sitting.conference.timezone
        return show(page)


@blueprint.get("/seances/<int:sitting_id>/releve")
@public  # drawn from the entries that the reader may read
def decisions_record(sitting_id: int) -> str:
    """Show what was examined and decided, with the votes."""
    return str(_record(sitting_id, lambda page: render_template("pages/minutes/record.html", page=page, doc=page.doc)))


@blueprint.get("/seances/<int:sitting_id>/releve.pdf")
@public  # the same
def decisions_record_pdf(sitting_id: int) -> Response:
    """Give the record of decisions as a tagged PDF."""
    spend_print()
    content = pdf.decisions_record(_record(sitting_id, lambda page: page))
    if content is None:
        raise NotFound("Cette séance n’a pas encore été ouverte.")
    return _file(content, f"releve-des-decisions-seance-{sitting_id}.pdf")


def _file(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
