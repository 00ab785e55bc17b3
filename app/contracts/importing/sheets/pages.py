"""Where a spreadsheet is sent, compared and confirmed; models to start from."""

from typing import Any

from flask import Response, render_template
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.actions.policies import may_describe
from app.contracts.loading import find_contract
from app.contracts.models import Axis
from app.contracts.pages.blueprint import blueprint
from app.contracts.pages.frame import frame
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.web.guards import public
from app.web.house import reading
from app.web.identity import current_actor

from . import queries, views
from .applying import ADDED, CHANGED
from .cells import MOST_LINES, write_table
from .columns import ACTIONS, COLUMNS, EXAMPLES, FUNDING, written_action, written_line
from .policies import may_send_sheet

blueprint.add_app_template_global(may_send_sheet)


@blueprint.get("/contrats/importer")
def sheets() -> str:
    """Show where to send a CSV of actions or funding, whatever their contract."""
    require(current_actor(), may_send_sheet)
    return render_template("pages/contracts/sheets/send.html", most=MOST_LINES, contract=None)


@blueprint.get("/contrats/<slug>/importer")
def sheets_of_contract(slug: str) -> str:
    """Show where to send a CSV that touches this contract alone, with what it holds today as a start."""
    actor = current_actor()
    with reading() as session:
        contract = find_contract(session, actor, slug)
        require(actor, may_describe, contract)
        return render_template("pages/contracts/sheets/send_contract.html", most=MOST_LINES, **frame(contract))


@blueprint.get("/contrats/importer/modele-<what>.csv")
@public  # an empty form holds nothing of anybody
def model(what: str) -> Response:
    """Give a spreadsheet with its heads and one line to follow."""
    if what not in COLUMNS:
        raise NotFound(_("Il y a deux modèles : actions et financements."))
    return _csv(what, write_table([column.head for column in COLUMNS[what]], [EXAMPLES[what]]))


@blueprint.get("/contrats/<slug>/importer/<what>.csv")
@public  # `find_contract` shows a contract to whom may read it
def filled(slug: str, what: str) -> Response:
    """Give what a contract holds as a spreadsheet that can be changed and sent back."""
    if what not in COLUMNS:
        raise NotFound(_("Il y a deux tableaux : actions et financements."))
    with reading() as session:
        contract = find_contract(session, current_actor(), slug)
        actions = queries.actions_of(session, contract)
        rows = {
            ACTIONS: lambda: [written_action(one, slug, one.axis.number if one.axis else None) for one in actions],
            FUNDING: lambda: [written_line(line, action.code) for action, line in queries.lines_of(actions)],
        }[what]()
    return _csv(f"{slug}-{what}", write_table([column.head for column in COLUMNS[what]], rows))


@blueprint.get("/contrats/importer/<int:id>")
def preview(id: int) -> str:
    """Show what a file will change, or has changed once confirmed."""
    actor = current_actor()
    with reading() as session:
        found, contract = queries.preview_of(session, actor, id)
        return render_template(
            "pages/contracts/sheets/preview.html",
            preview=found,
            only=contract,
            summary=views.summary(found.lines, found.confirmed_at is not None),
            writes=any(line["kind"] in (ADDED, CHANGED) for line in found.lines),
            kinds=views.kinds(),
            **_shown(session, found.lines),
        )


def _shown(session: Session, lines: list[dict[str, Any]]) -> dict[str, Any]:
    ids = {id for line in lines for id in line["changes"].get("axis_id", ()) if id is not None}
    rows = session.scalars(select(Axis).where(Axis.id.in_(ids))).all() if ids else []
    axes = {axis.id: f"{axis.number}. {axis.title}" for axis in rows}
    return {"changes_of": lambda line: views.changes_of(line, axes)}


def _csv(name: str, content: str) -> Response:
    response = Response(content.encode(), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
