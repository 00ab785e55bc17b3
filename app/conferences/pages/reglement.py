"""The règlement intérieur: what it says on a day, the rule each setting serves, and how it changed."""

from flask import render_template, request

from app.conferences.queries.reglement import changes_of, settings_of_day
from app.conferences.rules.settings import Reglement
from app.web.guards import public
from app.web.house import reading

from .blueprint import blueprint
from .public import found_at, frame, read_day, today


@blueprint.get("/conferences/<slug>/reglement")
@public
def reglement(slug: str) -> tuple[str, int]:
    """Show the règlement as it is, or as it was at the end of a day."""
    written = request.args.get("date", "")
    with reading() as session:
        found = found_at(session, slug)
        day = read_day(written) or today(found.conference)
        changes = changes_of(session, found.conference)
    described = Reglement.describe()
    page = render_template(
        "pages/conferences/reglement.html",
        **frame(found.conference),
        day=day,
        past=day < today(found.conference),
        unreadable=bool(written) and read_day(written) is None,
        written=written,
        described=described,
        labels={setting["name"]: setting for setting in described},
        values=settings_of_day(found.conference, changes, day),
        changes=list(reversed(changes)),
    )
    return page, 422 if written and read_day(written) is None else 200
