"""Where a question is written, looked at again, filed and corrected. Every step works without script."""

from dataclasses import dataclass

from flask import render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.contracts.loading import find_action, find_contract
from app.contracts.models import Action, Contract
from app.contracts.words import ClauseKind
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.interpellations.guide.reading import Designation, designations
from app.interpellations.models import Attachment, Body, Interpellation
from app.interpellations.pages.blueprint import blueprint
from app.interpellations.public.pages import found_at
from app.interpellations.rules.filing import MOST_ATTACHMENTS, REASONS
from app.interpellations.words import InterpellationState, RequesterKind
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import policies
from .operations import shown_requester
from .similar import similar_files
from .state_of_play import sentences

MISSING_DRAFT = "Ce brouillon n’existe pas, ou n’est pas le vôtre."


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a question is about."""

    contract: Contract
    action: Action | None
    clause: ClauseKind | None


def _subject(session: Session) -> Subject:
    """Return what the address says the question is about."""
    actor = current_actor()
    code, slug = request.args.get("action", "")[:200], request.args.get("contrat", "")[:200]
    clause = next((kind for kind in ClauseKind if kind.value == request.args.get("clause")), None)
    if code:
        action = find_action(session, actor, code.replace("\x00", ""), selectinload(Action.milestones))
        return Subject(contract=action.contract, action=action, clause=None)
    if not slug:
        raise NotFound("Choisissez d’abord un contrat : le lien « Interpeller » est sur sa page et sur chaque action.")
    return Subject(contract=find_contract(session, actor, slug.replace("\x00", "")), action=None, clause=clause)


@blueprint.get("/interpellations/nouvelle")
@public
def new() -> str:
    """Show the state of the action, similar questions, and the form; signing in comes first."""
    actor = current_actor()
    with reading() as session:
        subject = _subject(session)
        contract, action = subject.contract, subject.action
        bodies = session.scalars(select(Body).where(Body.id.in_(actor.bodies_of() or {0})).order_by(Body.name)).all()
        return render_template(
            "pages/interpellations/new.html",
            subject=subject,
            state=sentences(contract, action, local_date(house().units.clock())),
            similar=similar_files(
                session,
                action.title if action else contract.title,
                contract_id=contract.id,
                action_id=action.id if action else None,
            ),
            bodies=bodies,
            designations=designations(session, actor, contract, local_date(house().units.clock())),
            here=request.full_path.rstrip("?"),
            similar_href=f"/interpellations/semblables?{request.query_string.decode('ascii', 'replace')}",
        )


@blueprint.get("/interpellations/semblables")
@public
def similar() -> str:
    """Show the public questions nearest to the words being written, those about the same thing first."""
    words = request.args.get("q", "")[:4000].replace("\x00", "")
    with reading() as session:
        about = _subject(session) if request.args.get("action") or request.args.get("contrat") else None
        found = similar_files(
            session,
            words,
            contract_id=about.contract.id if about else None,
            action_id=about.action.id if about and about.action else None,
        )
        return render_template("pages/interpellations/similar.html", similar=found)


def _draft(session: Session, id: int) -> Interpellation:
    file = session.scalars(
        select(Interpellation)
        .where(Interpellation.id == min(id, 2**31 - 1), Interpellation.state == InterpellationState.DRAFT)
        .options(
            joinedload(Interpellation.contract).selectinload(Contract.parties),
            joinedload(Interpellation.action),
            joinedload(Interpellation.requester),
            joinedload(Interpellation.body),
            joinedload(Interpellation.residence),
        )
    ).one_or_none()
    if file is None:
        raise NotFound(MISSING_DRAFT)
    require(current_actor(), policies.may_change_file, file, hidden=MISSING_DRAFT)
    return file


@blueprint.get("/interpellations/brouillons/<int:id>")
def draft(id: int) -> str:
    """Show a draft as everybody will read it, with what can still be changed, joined, or compared."""
    with reading() as session:
        file = _draft(session, id)
        return render_template(
            "pages/interpellations/draft.html",
            file=file,
            requester=shown_requester(file),
            attachments=_attachments(session, file),
            most=MOST_ATTACHMENTS,
            similar=similar_files(
                session, f"{file.title} {file.question}", contract_id=file.contract_id, action_id=file.action_id
            ),
            needs_deliberation=file.requester_kind is RequesterKind.BODY,
            designation=_designation(session, file),
        )


def _designation(session: Session, file: Interpellation) -> Designation | None:
    """Return the designation under which a draft is written, None when it is a citizen's or a body's, or over."""
    if file.requester_kind is not RequesterKind.WATCHER:
        return None
    held = designations(session, current_actor(), file.contract, local_date(house().units.clock()))
    return next((one for one in held if one.watcher.id == file.watcher_id), None)


def _attachments(session: Session, file: Interpellation) -> list[Attachment]:
    joined = select(Attachment).where(Attachment.interpellation_id == file.id).order_by(Attachment.id)
    return list(session.scalars(joined.options(selectinload(Attachment.file))))


@blueprint.get("/interpellations/<number>/corriger")
def correction(number: str) -> str:
    """Show why a question is not admissible, and the form that corrects it."""
    with reading() as session:
        file = found_at(session, number)
        require(current_actor(), policies.may_change_file, file)
        if file.inadmissibility is None:
            raise NotFound("Il n’y a rien à corriger dans cette interpellation.")
        return render_template("pages/interpellations/correct.html", file=file, reason=REASONS[file.inadmissibility])


@blueprint.get("/interpellations/mode-d-emploi")
@public
def guide() -> str:
    """Explain in plain words what an interpellation is, who may file one, and what happens then."""
    return render_template("pages/interpellations/guide.html")
