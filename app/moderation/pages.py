"""The pages of moderation: reporting, following a report, the queue, a case, one's own decisions, the figures."""

from typing import Any

from flask import Blueprint, Flask, g, render_template, request

from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.interpellations.rules.redaction import GROUNDS
from app.web.guards import public
from app.web.house import House, house, reading
from app.web.identity import current_actor

from . import queries, rules
from .contents import content_of, find_content
from .figures import transparency
from .links import Links
from .models import ModerationDecision, Report
from .policies import may_contest, may_moderate, may_read_case, may_review, may_see_queue
from .suspended import writer_check
from .titles import titles_of
from .views import case_view, decision_view
from .words import ContentKind, Party, ReportReason

blueprint = Blueprint("moderation", __name__)
STATES = ("open", "contested", "decided", "suspended")
TABLES = {"reasons": rules.REASONS, "contents": rules.CONTENTS, "acts": rules.ACTS}


@blueprint.get("/signaler/<kind>/<int:id>")
@public  # `find_content` refuses what is not public
def report_page(kind: str, id: int) -> str:
    """Show the form by which anybody reports a content."""
    with reading() as session:
        content = find_content(session, f"{kind}:{id}")
        return render_template("pages/moderation/report.html", content=content, **TABLES)


@blueprint.get("/signaler/suivi/<token>")
@public  # the signed link is the right to read it
def report_followed(token: str) -> str:
    """Show whoever reported where their report stands, and how to contest."""
    report_id = Links.of(house().settings).read(token)
    with reading() as session:
        report = session.get(Report, report_id)
        if report is None:
            raise NotFound("Ce signalement n’existe plus.")
        case = queries.case_with_all(session, report.case_id)
        told = [decision_view(one, Party.REPORTER, report.id, house().units.clock()) for one in case.decisions]
        return render_template(
            "pages/moderation/followed.html",
            report=report,
            case=case,
            content=content_of(session, case),
            decisions=[one for one in told if one.told],
            token=token,
            today=local_date(house().units.clock()),
            **TABLES,
        )


@blueprint.get("/moderation")
@public
def figures() -> str:
    """Show how contents are moderated, by whom, with which rights, and the figures of the last twelve months."""
    with reading() as session:
        found = transparency(session, local_date(house().units.clock()))
    return render_template("pages/moderation/figures.html", figures=found, rules=rules, **TABLES)


@blueprint.get("/moderation/dossiers")
def queue() -> str:
    """Show the cases that the reader looks after, by the day a decision is due."""
    require(current_actor(), may_see_queue)
    asked = _filters()
    with reading() as session:
        found = queries.queue(session, current_actor(), asked, house().units.clock())
        return render_template(
            "pages/moderation/queue.html",
            found=found,
            titles=titles_of(session, found.cases),
            asked=asked,
            today=local_date(house().units.clock()),
            states=STATES,
            **TABLES,
        )


def _filters() -> queries.Filters:
    state, reason, kind = (request.args.get(name, "") for name in ("etat", "motif", "contenu"))
    return queries.Filters(
        state=state if state in STATES else "open",
        reason=ReportReason(reason) if reason in set(ReportReason) else None,
        kind=ContentKind(kind) if kind in set(ContentKind) else None,
        page=min(10_000, max(1, request.args.get("page", default=1, type=int))),
    )


@blueprint.get("/moderation/dossiers/<int:id>")
def case(id: int) -> str:
    """Show a case: the content in its context, the reports, earlier decisions, and the acts open to the reader."""
    actor = current_actor()
    with reading() as session:
        found = queries.case_with_all(session, id)
        if not may_read_case(actor, found):
            raise NotFound(queries.MISSING)
        if found.conference is not None:
            g.timezone = found.conference.timezone
        return render_template(
            "pages/moderation/case.html",
            case=found,
            view=case_view(session, found, house().units.clock()),
            decides=may_moderate(actor, found),
            reviewed={one.id for d in found.decisions for one in d.contests if may_review(actor, one)},
            grounds=GROUNDS,
            rules=rules,
            today=local_date(house().units.clock()),
            **TABLES,
        )


@blueprint.get("/moderation/decisions/<int:id>")
def decision(id: int) -> str:
    """Show a decision to the person it concerns, with its reasons and the way to contest it."""
    actor = current_actor()
    with reading() as session:
        found = session.get(ModerationDecision, id)
        case = queries.case_with_all(session, found.case_id) if found else None
        reports = {one.person_id: one.id for one in case.reports if one.person_id is not None} if case else {}
        if found is None or case is None or not may_contest(actor, {case.author_id, *reports}):
            raise NotFound("Cette décision n’existe pas, ou ne vous concerne pas.")
        party = Party.AUTHOR if actor.person_id == case.author_id else Party.REPORTER
        return render_template(
            "pages/moderation/decision.html",
            told=decision_view(found, party, reports.get(actor.person_id or 0), house().units.clock()),
            content=content_of(session, case),
            **TABLES,
        )


@blueprint.get("/compte/moderation")
def own() -> str:
    """Show what was decided about what the person wrote, and what they reported."""
    person_id = current_actor().person_id
    assert person_id is not None  # the page is not public
    with reading() as session:
        decisions, reports = queries.decisions_about(session, person_id), queries.reports_of(session, person_id)
        return render_template(
            "pages/moderation/own.html",
            suspension=queries.suspension_of(session, person_id, house().units.clock()),
            decisions=decisions,
            reports=reports,
            titles=titles_of(session, [*(one.case for one in decisions), *(one.case for one in reports)]),
            follow=Links.of(house().settings).of_report,
            **TABLES,
        )


def install(app: Flask) -> None:
    """Open the pages, refuse suspended writers at every door, and tell them before they type."""
    app.register_blueprint(blueprint)
    home: House = app.extensions["cotap"]
    home.command_checks.append(writer_check(home.units))

    @app.context_processor
    def _moderates() -> dict[str, Any]:
        return {"may_see_queue": may_see_queue}
