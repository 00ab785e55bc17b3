"""The reviews of a contract, and one review: the state on the day, the findings, how it ended."""

from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from app.contracts.loading import find_contract
from app.contracts.models import Contract, ContractReview
from app.contracts.pages.blueprint import blueprint
from app.contracts.pages.frame import frame
from app.contracts.rules.amounts import euros, said
from app.contracts.rules.partial_dates import in_french
from app.contracts.rules.reviews import meetings, mid_term
from app.contracts.rules.settings import ContractSettings
from app.contracts.rules.state_words import CONCLUSIONS, REVIEW_STATES
from app.contracts.standing import inside, parties_of
from app.contracts.words import ClauseKind, ReviewState
from app.drawings.health_bar import health_bar, health_words
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.sittings.models import AgendaItem
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import calendar, policies, queries

KINDS_OF_MARK = {
    ReviewState.DUE: "waiting",
    ReviewState.PROPOSED: "waiting",
    ReviewState.HELD: "done",
    ReviewState.MISSED: "late",
    ReviewState.CANCELLED: "stopped",
}
PLACED = calendar.review_dates
"""Importing the page has put the reviews on the calendar."""


@blueprint.get("/contrats/<slug>/revues")
@public  # `find_contract` refuses what is not public
def reviews(slug: str) -> str:
    """Show when the contract is reviewed, how each date was computed, and how the past reviews ended."""
    with reading() as session:
        contract = find_contract(session, current_actor(), slug.replace("\x00", ""))
        return render_template("pages/contracts/reviews.html", **frame(contract), **_all(session, contract))


@blueprint.get("/contrats/<slug>/revues/<int:id>")
@public  # as the list
def review(slug: str, id: int) -> str:
    """Show one review."""
    if id >= 2**31:
        raise NotFound(queries.MISSING)
    with reading() as session:
        contract = find_contract(session, current_actor(), slug.replace("\x00", ""))
        found = queries.find_review(session, current_actor(), contract, id)
        item = session.get(AgendaItem, found.agenda_item_id) if found.agenda_item_id else None
        return render_template(
            "pages/contracts/review.html",
            **frame(contract),
            **_words(contract),
            review=found,
            # What is only proposed is between members; an item has a number once its agenda is published.
            item=item if item and (item.number or inside(current_actor(), contract)) else None,
            **_state(found),
        )


def _all(session: Session, contract: Contract) -> dict[str, Any]:
    found = queries.reviews_of(session, contract.id)
    method = queries.clause_fields(session, contract.id, ClauseKind.METHOD)
    clause = queries.clause_fields(session, contract.id, ClauseKind.REVIEW)
    middle = mid_term(contract, ContractSettings.from_json(contract.settings).midterm_share)
    today = local_date(house().units.clock())
    return {
        "reviews": found,
        "middle": middle if not any(one.key == "mid_term" for one in found) else None,
        "meetings": meetings(contract, method.get("meetings_months"), after=today),
        "cases": clause.get("cases", []),
        "case_options": [(case, case) for case in clause.get("cases", [])],
        "mine": parties_of(current_actor(), contract),
        **_words(contract),
    }


def _words(contract: Contract) -> dict[str, Any]:
    actor = current_actor()
    return {
        "today": local_date(house().units.clock()),
        "state_words": REVIEW_STATES,
        "state_marks": KINDS_OF_MARK,
        "conclusions": CONCLUSIONS,
        "may_trigger": policies.may_trigger_review(actor, contract),
        "may_hold": policies.may_hold_review(actor, contract),
        "may_conclude": policies.may_conclude_review(actor, contract),
    }


def _state(found: ContractReview) -> dict[str, Any]:
    frozen = found.snapshot
    if not frozen:
        return {"frozen": None}
    counts = {name: frozen[name] for name in ("done", "on_time", "late", "failing", "unknown")}
    return {
        "frozen": frozen,
        "bar": health_bar(counts),
        "bar_words": health_words(counts),
        "total": said(frozen["total_cents"], frozen["total_qualifier"]),
        "cost": euros(frozen["cost_cents"] - frozen["part_cost_cents"]) if frozen["known_costs"] else said(None),
        "funding": euros(frozen["funding_cents"]) if frozen["funding_cents"] else said(None),
        "in_french": in_french,
    }
