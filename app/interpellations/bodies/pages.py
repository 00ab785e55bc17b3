"""The pages of bodies: the list, one body, and who watches a contract."""

from flask import Response, render_template
from sqlalchemy.orm import Session

from app.contracts.concerned import conferences_concerned
from app.contracts.loading import find_contract
from app.contracts.pages.frame import frame
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.interpellations.models import Body, BodyOffice, Watcher
from app.interpellations.pages.blueprint import blueprint
from app.interpellations.public.pages import MARKS
from app.interpellations.rules.bodies import KINDS, WHAT_IT_IS
from app.interpellations.rules.states import WORDS
from app.sittings.agenda.serving import serve_file
from app.sittings.models import StoredFile
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import queries
from .loading import LARGEST, find_body
from .policies import (
    may_designate_watchers,
    may_know_watchers,
    may_name_offices,
    may_read_deliberation,
    may_register_body,
)

MISSING_ACT = "Cet acte n’existe pas, ou ne vous est pas ouvert."


@blueprint.get("/instances")
@public
def bodies() -> str:
    """Show the bodies that may interpellate in their own name, and the form that registers one."""
    today = local_date(house().units.clock())
    with reading() as session:
        return render_template(
            "pages/bodies/index.html",
            lines=queries.bodies(session, today),
            kinds=KINDS,
            may_register=may_register_body(current_actor()),
        )


@blueprint.get("/instances/<int:id>")
@public
def body(id: int) -> str:
    """Show what a body is, who acts for it, what it watches and what it asked; with the acts of who may."""
    actor, today = current_actor(), local_date(house().units.clock())
    with reading() as session:
        found = find_body(session, id)
        designates = may_designate_watchers(actor, found.id)
        total, files = queries.files_of_body(session, found)
        # Asked of the database only for who keeps a register somewhere.
        keeps = may_register_body(actor)
        concerned = conferences_concerned(session, found.institution_id) if keeps else frozenset[int]()
        return render_template(
            "pages/bodies/show.html",
            body=found,
            kind=KINDS[found.kind],
            what=WHAT_IT_IS[found.kind],
            offices=queries.offices(session, actor, found, today),
            watches=queries.watchers_of_body(session, actor, found, today),
            total=total,
            files=files,
            drafts=queries.drafts_of_body(session, found) if designates else (),
            contracts=queries.contracts_to_watch(session, actor) if designates else (),
            may_change=may_register_body(actor, concerned),
            may_name=may_name_offices(actor, found.id, concerned),
            may_designate=designates,
            words=WORDS,
            marks=MARKS,
            today=today,
        )


@blueprint.get("/instances/<int:id>/fonctions/<int:office_id>/acte")
def office_act(id: int, office_id: int) -> Response:
    """Give the act that proves an office, to who keeps the register."""
    with reading() as session:
        office = session.get(BodyOffice, min(office_id, LARGEST))
        if office is None or office.body_id != id or office.proof_sha256 is None:
            raise NotFound(MISSING_ACT)
        require(current_actor(), may_know_watchers, id, _concerned(session, id), hidden=MISSING_ACT)
        kept = session.get_one(StoredFile, office.proof_sha256)
        return serve_file(kept, name=office.proof_name, shared=False)


@blueprint.get("/instances/<int:id>/vigies/<int:watcher_id>/deliberation")
def deliberation(id: int, watcher_id: int) -> Response:
    """Give the deliberation that designates a watcher: to the body, to the secretariat, and to that watcher."""
    actor = current_actor()
    with reading() as session:
        watcher = session.get(Watcher, min(watcher_id, LARGEST))
        if watcher is None or watcher.body_id != id or watcher.proof_sha256 is None:
            raise NotFound(MISSING_ACT)
        concerned = _concerned(session, id) | queries.conference_watched(watcher)
        require(actor, may_read_deliberation, id, concerned, watcher.person_id, hidden=MISSING_ACT)
        kept = session.get_one(StoredFile, watcher.proof_sha256)
        return serve_file(kept, name=watcher.proof_name, shared=False)


def _concerned(session: Session, body_id: int) -> frozenset[int]:
    return conferences_concerned(session, session.get_one(Body, body_id).institution_id)


@blueprint.get("/contrats/<slug>/vigies")
@public  # `find_contract` refuses what is not public
def watchers(slug: str) -> str:
    """Show which bodies watch a contract and since when; by name only to who may know."""
    actor, today = current_actor(), local_date(house().units.clock())
    with reading() as session:
        contract = find_contract(session, actor, slug)
        return render_template(
            "pages/bodies/watchers.html",
            **frame(contract),
            watches=queries.watchers_of_contract(session, actor, contract, today),
            mine=queries.bodies_held(session, actor),
            today=today,
        )
