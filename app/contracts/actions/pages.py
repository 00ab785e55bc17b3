"""The pages of actions: the table of a contract, the sheet of one action, its follow-up on a phone, its desk."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from flask import current_app, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.contracts import standing
from app.contracts.loading import MISSING_ACTION, find_contract
from app.contracts.models import Action, Contract
from app.contracts.pages.blueprint import blueprint
from app.contracts.pages.frame import frame
from app.contracts.rules.following import SIGNED
from app.contracts.rules.life import OPEN_TEXT
from app.contracts.rules.settings import ContractSettings
from app.contracts.rules.sources import source_title
from app.drawings.health_bar import health_words
from app.drawings.share_bar import share_bar
from app.foundation.actors import VISITOR
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.sittings.agenda.serving import serve_file
from app.web.acts import refusal_here
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import funding_shown, policies, queries, sheet
from .asked import AskedActions
from .conflict import DESCRIBED, FOLLOWED, Conflict, FormField, compare, form_values
from .conflict_parts import PARTS, compare_part
from .lines import by_axis, lines_of, sums_of
from .listing import choices_of, filtered

PAGE = 200
QUESTIONS = "/interpellations/nouvelle"


@blueprint.get("/contrats/<slug>/actions")
@public  # `find_contract` decides
def actions(slug: str) -> str:
    """Show the actions of a contract as a dense table, grouped by axis."""
    asked, day = AskedActions.read(request.args), local_date(house().units.clock())
    with reading() as session:
        contract = find_contract(session, current_actor(), slug)
        every = queries.actions_of(session, contract.id)
        axes = queries.axes_of(session, contract.id)
        settings = ContractSettings.from_json(contract.settings)
        kept = filtered(every, axes, asked)
        lines = lines_of(kept, day, settings)
        pages = max(1, ceil(len(lines) / PAGE))
        page = min(asked.page, pages)
        return render_template(
            "pages/contracts/actions/list.html",
            **frame(contract),
            asked=asked,
            parts=by_axis(lines[PAGE * (page - 1) : PAGE * page], axes),
            sums=sums_of(kept, settings),
            every=len(every),
            page=page,
            pages=pages,
            choices=choices_of(every, axes),
            plan=sheet.plan_drawing(kept, day),
            share_bar=share_bar,
            health_words=health_words,
            today=day,
            can_describe=policies.may_describe(current_actor(), contract),
        )


@blueprint.get("/contrats/<slug>/actions/nouvelle")
def new_action(slug: str) -> str:
    """Show the form that enters an action in a contract."""
    with reading() as session:
        contract = find_contract(session, current_actor(), slug)
        require(current_actor(), policies.may_describe, contract)
        return render_template(
            "pages/contracts/actions/new.html", **frame(contract), values={}, **_describing(session, contract, None)
        )


@blueprint.get("/actions/<code>")
@public  # `sheet_of` decides
def action(code: str) -> str:
    """Show the sheet of an action: plain words first, then money, dates, measures, documents and history."""
    with reading() as session:
        found = queries.sheet_of(session, current_actor(), code)
        return render_template("pages/contracts/actions/sheet.html", **_frame(found), **_shown(session, found))


@blueprint.get("/actions/<code>/suivi")
def follow_action(code: str) -> str:
    """Show the form by which an officer gives news of an action, made for one thumb."""
    with reading() as session:
        found = queries.sheet_of(session, current_actor(), code)
        require(current_actor(), policies.may_follow, found, found.contract)
        conflict = _conflict(session, found, {"action.update": FOLLOWED})
        return render_template(
            "pages/contracts/actions/follow.html",
            **_frame(found),
            **_standing(found),
            values=form_values(found, FOLLOWED),
            steps=sheet.step_rows(found, local_date(house().units.clock())),
            conflict=conflict,
            news=sheet.told(conflict.lines) if conflict else (),
            signed=found.contract.state in SIGNED,
        )


@blueprint.get("/actions/<code>/modifier")
def change_action(code: str) -> str:
    """Show the desk of an action: what it promises, its dates, its money, its measures, its documents."""
    with reading() as session:
        found, actor = queries.sheet_of(session, current_actor(), code), current_actor()
        require(actor, policies.may_document, found, found.contract)
        conflict = _conflict(session, found, {"action.change": DESCRIBED})
        return render_template(
            "pages/contracts/actions/desk.html",
            **_frame(found),
            **_describing(session, found.contract, found),
            values=form_values(found, DESCRIBED),
            can_remove=found.contract.state in OPEN_TEXT and policies.may_describe(actor, found.contract),
            conflict=conflict,
            news=sheet.told(conflict.lines) if conflict else (),
            rows=funding_shown.funding_rows(found),
            steps=sheet.step_rows(found, local_date(house().units.clock())),
            documents=queries.documents_of(session, found.id, all=True),
        )


@blueprint.get("/actions/documents/<int:document_id>")
@public  # `may_read_contract_document` decides
def action_document(document_id: int) -> Response:
    """Serve a document of an action to those who may read it."""
    with reading() as session:
        found = queries.document_of(session, document_id)
        if found is None:
            raise NotFound(MISSING_ACTION)
        contract = queries.contract_with_parties(session, found.contract_id)
        require(current_actor(), policies.may_read_contract_document, found, contract)
        shared = policies.may_read_contract_document(VISITOR, found, contract)
        return serve_file(found.file, name=found.name, shared=shared)


def _frame(found: Action) -> dict[str, Any]:
    actor, contract = current_actor(), found.contract
    return {
        **frame(contract),
        "action": found,
        "can_follow": policies.may_follow(actor, found, contract),
        "can_describe": policies.may_describe(actor, contract),
        "can_document": policies.may_document(actor, found, contract),
    }


def _standing(found: Action) -> dict[str, Any]:
    day = local_date(house().units.clock())
    return {"standing": sheet.standing_of(found, day), "today": day}


def _shown(session: Session, found: Action) -> dict[str, Any]:
    day = local_date(house().units.clock())
    inside = standing.inside(current_actor(), found.contract)
    history = queries.history_of(session, found.id)
    return {
        **_standing(found),
        "plain": sheet.in_plain_words(found),
        "rows": funding_shown.funding_rows(found),
        "funding": funding_shown.funding_drawing(found),
        "steps": sheet.step_rows(found, day),
        "plan": sheet.plan_drawing([found], day) if len(found.milestones) > 2 else None,
        "indicators": sheet.indicator_views(found),
        "documents": queries.documents_of(session, found.id, all=inside),
        "history": sheet.told(history),
        "first_due": queries.first_due(history),
        "cited": source_title(found.source),
        "parts": queries.parts_of(session, found.id),
        "schemes": queries.schemes_of(session, found.also_schemes),
        "question": f"{QUESTIONS}?action={found.code}" if _answers(QUESTIONS) else None,
    }


def _answers(path: str) -> bool:
    """Tell whether this site has such a page."""
    return bool(current_app.url_map.bind("").test(path, method="GET"))


def _describing(session: Session, contract: Contract, found: Action | None) -> dict[str, Any]:
    parties = [(party.institution_id, party.name) for party in contract.parties if party.institution_id]
    owner = [(found.owner_id, found.owner_name)] if found and found.owner_id else []
    offered = queries.choices_for(session, contract.id, found.id if found else None)
    return {
        "axes": offered.axes,
        "owners": list(dict.fromkeys([*owner, *parties])),
        "others": offered.actions,
        "riders": offered.riders,
        "signed": contract.state in SIGNED,
    }


def _conflict(session: Session, found: Action, forms: Mapping[str, tuple[FormField, ...]]) -> Conflict | None:
    """Return what the other officer did, when a form of this page was refused for having been opened before."""
    refusal = refusal_here()
    if refusal is None:
        return None
    if refusal.problem["status"] == 404 and refusal.command in PARTS:
        # The other took away the very part that this person was writing about.
        return compare_part(found, refusal.command, refusal.data, queries.history_of(session, found.id, most=1))
    if refusal.problem["status"] != 409:
        return None
    seen = refusal.problem.get("expected_version")
    since = queries.history_since(session, found.id, seen if isinstance(seen, int) else 0)
    if refusal.command in PARTS:
        return compare_part(found, refusal.command, refusal.data, since)
    return compare(found, refusal.data, since, forms.get(refusal.command, ()))
