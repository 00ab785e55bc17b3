"""The catalogue and the sheet of each scheme."""

from flask import render_template, request

from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.state_words import STATE_MARKS, STATES
from app.web.guards import public
from app.web.house import reading
from app.web.identity import current_actor

from . import queries, views
from .sources import cited


@blueprint.get("/dispositifs")
@public  # the catalogue is public data
def schemes() -> str:
    """Show the schemes by family, or those that have the words asked for."""
    words = request.args.get("q", "").replace("\x00", "").strip()[:100]
    with reading() as session:
        lines = queries.catalogue(session, current_actor(), words)
        return render_template(
            "pages/contracts/schemes/index.html",
            words=words,
            total=len(lines),
            families=views.by_family(lines),
            counted=views.counted,
        )


@blueprint.get("/dispositifs/<code>")
@public
def scheme(code: str) -> str:
    """Show the sheet of a scheme, what it asks, its figures, its contracts and its projects."""
    with reading() as session:
        found = queries.scheme_of(session, code)
        sheet, unknown = views.sheet_of(found)
        projects = queries.projects_of(session, found)
        others = {code for project in projects for code in project.scheme_codes} - {found.code}
        return render_template(
            "pages/contracts/schemes/show.html",
            scheme=found,
            family=views.families()[found.family],
            sheet=sheet,
            unknown=unknown,
            obligations=views.obligations_said(found.obligations),
            programmes=queries.programmes_of(session, found),
            figures_of=views.figures_of,
            shares_of=views.shares_of,
            calendar_of=views.calendar_of,
            contracts=queries.contracts_of(session, current_actor(), found),
            states=STATES,
            marks=STATE_MARKS,
            projects=views.project_lines(projects, queries.names_of(session) if others else {}),
            sources=[cited(one) for one in (found.sheet.get("source") or {}, *found.sheet.get("autres_sources", ()))],
        )
