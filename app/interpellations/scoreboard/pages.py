"""The scoreboard: a page with its drawing and its table, and a file."""

from collections.abc import Iterator
from math import ceil

from flask import Response, render_template, request
from flask_babel import gettext as _

from app.contracts.overview.writers import MIMES, WRITERS
from app.drawings.answer_records import Record, answer_records, answer_records_table
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.interpellations.pages.blueprint import blueprint
from app.web.guards import public
from app.web.house import house, reading

from . import queries
from .queries import By, Figures
from .sheet import BoardSheet, lines

DRAWN = 12


def _by() -> By:
    return By.CONTRACT if request.args.get("par") == By.CONTRACT else By.INSTITUTION


@blueprint.get("/interpellations/tableau")
@public
def scoreboard() -> str:
    """Show who answers, in what time, and who does not; each figure opens onto its files."""
    by, today = _by(), local_date(house().units.clock())
    page = min(10_000, max(1, request.args.get("page", default=1, type=int)))
    with reading() as session:
        rows, total = queries.board(session, by, today, page)
        records = [_record(row) for row in rows[:DRAWN]]
        return render_template(
            "pages/interpellations/tableau.html",
            by=by.value,
            rows=rows,
            total=total,
            page=page,
            pages=max(1, ceil(total / queries.PAGE)),
            whole=queries.whole(session, today),
            drawing=answer_records(records, id="reponses-dessin", title=_("Ce que sont devenues les réponses dues")),
            table=answer_records_table(
                records,
                caption=_("Ce que sont devenues les réponses dues, en chiffres"),
                head=_("Institution") if by is By.INSTITUTION else _("Contrat"),
            ),
            drawn=len(records),
            today=today,
        )


def _record(row: Figures) -> Record:
    return Record(label=row.name, in_time=row.in_time, late=row.answered_late, silent=row.silent, awaited=row.awaited)


@blueprint.get("/interpellations/tableau.<form>")
@public
def scoreboard_sheet(form: str) -> Response:
    """Give the scoreboard as a file, every line of it."""
    if form not in ("csv", "xlsx"):
        raise NotFound(_("Cet export n’existe pas : csv ou xlsx."))
    by, today, units = _by(), local_date(house().units.clock()), house().units
    sheet = BoardSheet(by)

    def stream() -> Iterator[bytes]:
        # The cursor lives as long as the answer: the session is the stream's own.
        with units.reading() as session:
            yield from WRITERS[form](sheet, lines(session, by, today))

    response = Response(stream(), mimetype=MIMES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet.name}.{form}"'
    return response
