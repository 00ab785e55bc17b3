"""The order paper, the preparation of a sitting, and the documents."""

from typing import Any

from flask import Blueprint, g, make_response, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.conferences import policies as conferences
from app.conferences.models import Conference
from app.conferences.rules.settings import Reglement
from app.foundation.actors import VISITOR
from app.foundation.clock import local_date
from app.foundation.unit_of_work import require
from app.sittings.calendar.queries import conference_by_slug, groups_of
from app.sittings.models import Sitting
from app.web.following import followed
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import documents, policies, queries
from .notice import notice_of
from .permissions import can
from .serving import serve_file
from .views import agenda_of

blueprint = Blueprint("sittings", __name__)
# A document is never a page of this site: no script, no style, no frame of it, whatever a browser makes of it.


@blueprint.get("/seances/<int:sitting_id>")
@public  # `may_see_sitting` decides
def show(sitting_id: int) -> Response:
    """Show the order paper of a sitting."""
    with reading() as session:
        sitting = _seen(session, sitting_id)
        return _page("show", session, sitting)


@blueprint.get("/seances/<int:sitting_id>/preparation")
def preparation(sitting_id: int) -> Response:
    """Show what is proposed and what is on the agenda to those who prepare the sitting."""
    with reading() as session:
        sitting = _seen(session, sitting_id)
        require(current_actor(), policies.may_prepare, sitting)
        settings = Reglement.from_json(sitting.reglement)
        notice = notice_of(sitting, clear_days=settings.convocation_clear_days, now=house().units.clock())
        return _page("preparation", session, sitting, notice=notice, formats=documents)


def _seen(session: Session, sitting_id: int) -> Sitting:
    sitting = queries.sitting_with_conference(session, sitting_id)
    require(
        current_actor(), policies.may_see_sitting, sitting, hidden="Cette séance n’existe pas, ou n’est pas publique."
    )
    g.timezone = sitting.conference.timezone
    return sitting


def _page(name: str, session: Session, sitting: Sitting, **more: Any) -> Response:
    """Render the page, or only its live part when its script asks for that."""
    actor, now = current_actor(), house().units.clock()
    mark = followed(session, actor, sitting.stream)
    agenda = agenda_of(sitting, queries.items_to_show(session, sitting.id), actor, now=now)
    part = f"pages/sittings/{name}_live.html" if "X-Fragment" in request.headers else f"pages/sittings/{name}.html"
    html = render_template(
        part, sitting=sitting, agenda=agenda, mark=mark, can=can(actor, sitting), server_time=now, **more
    )
    response = make_response(html)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Cookie", "X-Fragment"))
    return response


@blueprint.get("/conferences/<slug>/seances/nouvelle")
def plan(slug: str) -> str:
    """Show the form that puts a sitting in preparation."""
    with reading() as session:
        conference = _conference(session, slug)
        require(current_actor(), conferences.may_plan_sittings, conference.id)
        return render_template(
            "pages/sittings/plan.html",
            conference=conference,
            groups=[(group.id, group.name) for group in groups_of(session, conference.id)],
            chosen=request.args.get("groupe", type=int),
            settings=Reglement.from_json(conference.reglement),
            today=local_date(house().units.clock()),
        )


@blueprint.get("/conferences/<slug>/saisine")
def refer(slug: str) -> str:
    """Show the form by which the State refers a question, and what became of the earlier ones."""
    with reading() as session:
        conference = _conference(session, slug)
        require(current_actor(), conferences.may_refer_question, conference.id)
        return render_template(
            "pages/sittings/refer.html",
            conference=conference,
            referrals=queries.referrals_of(session, conference.id),
            placed=queries.items_of_referrals(session, conference.id),
        )


def _conference(session: Session, slug: str) -> Conference:
    conference = conference_by_slug(session, slug)
    g.timezone = conference.timezone
    return conference


@blueprint.get("/documents/<int:document_id>")
@public  # `may_read_document` decides
def document(document_id: int) -> Response:
    """Serve a document to those who may read it."""
    with reading() as session:
        found, sitting = queries.document_with_file(session, document_id)
        require(current_actor(), policies.may_read_document, found, found.item, sitting)
        shared = policies.may_read_document(VISITOR, found, found.item, sitting)
        return serve_file(found.file, name=found.name, shared=shared)
