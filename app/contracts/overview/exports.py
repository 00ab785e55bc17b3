"""The selection as files: CSV, XLSX and JSON, streamed."""

from collections.abc import Iterator

from flask import Response, request
from flask_babel import gettext as _

from app.contracts.pages.blueprint import blueprint
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.web.guards import public
from app.web.house import house
from app.web.identity import current_actor

from .asked import Asked
from .conditions import selection
from .sheets import SHEETS, lines
from .writers import MIMES, WRITERS


@blueprint.get("/contrats/export/<what>.<form>")
@public  # `readable_by` decides which contracts each person gets
def export(what: str, form: str) -> Response:
    """Give the contracts of a selection, or their actions, as a file."""
    sheet, write = SHEETS.get(what), WRITERS.get(form)
    if sheet is None or write is None:
        raise NotFound(_("Cet export n’existe pas : contrats ou actions, en csv, xlsx ou json."))
    asked, actor, today = Asked.read(request.args), current_actor(), local_date(house().units.clock())
    units = house().units

    def stream() -> Iterator[bytes]:
        # The cursor lives as long as the answer: the session is the stream's own.
        with units.reading() as session:
            yield from write(sheet, lines(session, sheet, selection(session, actor, asked), today))

    response = Response(stream(), mimetype=MIMES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet.name}.{form}"'
    return response
