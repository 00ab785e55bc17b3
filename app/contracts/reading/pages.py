"""The page of a contract for everybody, and its Atom feed."""

from datetime import date
from typing import Any

from flask import Response, render_template
from sqlalchemy.orm import Session, joinedload

from app.contracts.loading import find_contract
from app.contracts.models import Contract, ContractRollup
from app.contracts.overview import land
from app.contracts.overview.pictures import known_land
from app.contracts.pages.blueprint import blueprint
from app.contracts.pages.frame import frame
from app.contracts.rules import plain_words, reviews
from app.contracts.rules.sources import source_title
from app.contracts.rules.state_words import STATE_MARKS, STATES
from app.drawings.contract_timeline import contract_timeline, timeline_table
from app.drawings.health_bar import health_bar, health_words
from app.drawings.territory_tiles import territory_tiles
from app.foundation.clock import local_date
from app.journal.words import gist, label
from app.web.following import followed
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.places import filled

from . import ical, queries, views

TELLING = {"fact_label": label, "fact_gist": gist}


@blueprint.get("/contrats/<slug>")
@public  # `find_contract` refuses what is not public
def essential(slug: str) -> str:
    """Show what is promised, by whom, with what money, what is late and why, the next dates and whom to ask."""
    with reading() as session:
        contract = found_at(session, slug)
        # Asked before anything is read: a page may only be newer than it says.
        live = followed(session, current_actor(), contract.stream)
        return render_template(
            "pages/contracts/essential.html", **frame(contract), live=live, **_essential(session, contract)
        )


@blueprint.get("/contrats/<slug>/fragments/essentiel")
@public  # as the page itself
def essential_fragment(slug: str) -> str:
    """Show the inside of the page, for an open one to stay true."""
    with reading() as session:
        contract = found_at(session, slug)
        return render_template(
            "pages/contracts/essential_body.html", **frame(contract), **_essential(session, contract)
        )


@blueprint.get("/contrats/<slug>/flux.atom")
@public  # as the page itself; only public entries are told
def feed(slug: str) -> Response:
    """Give what changed lately in a contract as an Atom feed."""
    with reading() as session:
        contract = found_at(session, slug)
        entries = queries.told(session, contract, most=50)
        body = render_template(
            "pages/contracts/feed.atom.xml",
            contract=contract,
            entries=entries,
            **TELLING,
            base=house().settings.public_url,
            now=house().units.clock(),
        )
    return Response(body, mimetype="application/atom+xml")


@blueprint.get("/contrats/<slug>/dates.ics")
@public  # as the page itself
def dates_feed(slug: str) -> Response:
    """Give the next dates of a contract to diaries."""
    with reading() as session:
        contract = found_at(session, slug)
        rollup, held = queries.counted(session, contract)
        ahead = views.dates_ahead(contract, rollup, held, today())
    body = ical.feed(contract, ahead, site=house().settings.public_url, stamp=house().units.clock())
    return Response(body, mimetype="text/calendar")


def found_at(session: Session, slug: str) -> Contract:
    """Return the contract of an address with what it completes."""
    return find_contract(session, current_actor(), slug.replace("\x00", ""), joinedload(Contract.parent))


def today() -> date:
    """Return the calendar day."""
    return local_date(house().units.clock())


def _essential(session: Session, contract: Contract) -> dict[str, Any]:
    day = today()
    rollup, held = queries.counted(session, contract)
    around = queries.around(session, contract, day)
    axes = queries.axes(session, contract)
    late = queries.late_actions(session, contract, rollup)
    mid = views.unrecorded_mid_term(contract, held)
    ahead = views.dates_ahead(contract, rollup, held, day)
    marks = views.marks_of(contract, around.events, held, mid, ahead)
    return {
        "rollup": rollup,
        "reviews": held,
        "missed": views.missed_of(held),
        "around": around,
        "axes": axes,
        "late": views.late_of(contract, late, day),
        "mid_term": mid,
        "ahead": ahead,
        "marks": marks,
        "timeline": _timeline(contract, marks, day),
        "timeline_table": timeline_table(marks),
        "told": queries.told(session, contract),
        "unknowns": views.unknowns_of(contract, rollup, places=bool(around.places), mid=mid is not None),
        "today": day,
        **TELLING,
        "asking": filled(session, "contract.ask", contract),
        "map": _map(session, contract, [place.id for place in around.places if place.id]),
        **_sentences(contract, rollup, [view.axis.title for view in axes if view.axis]),
    }


def _map(session: Session, contract: Contract, places: list[int]) -> list[tuple[str, str]]:
    """Return the perimeter as tiles, département by département; none when it is not known or has no région here."""
    if not places or contract.conference is None:
        return []
    blocks = land.perimeter_blocks(known_land(session, contract.conference.region_id), places)
    return [(block.name, territory_tiles(block, id=f"perimetre-{n}", numbers=False)) for n, block in enumerate(blocks)]


def _timeline(contract: Contract, marks: Any, day: date) -> str:
    if not marks:
        return ""
    span = reviews.span_of(contract)
    return contract_timeline(marks, today=day, span=(span.first, span.last) if span else None)


def _sentences(contract: Contract, rollup: ContractRollup | None, axes: list[str]) -> dict[str, Any]:
    names = [party.name for party in contract.parties]
    return {
        "promise": contract.promise or plain_words.axes_sentence(contract.nature, axes),
        "signed": plain_words.signed_sentence(contract),
        "span": plain_words.span_sentence(contract),
        "parties": plain_words.parties_sentence(names, from_scheme=any(p.from_scheme for p in contract.parties)),
        "money": plain_words.money_sentences(
            total_cents=contract.total_cents,
            qualifier=contract.total_qualifier,
            actions=rollup.actions if rollup else 0,
            known_costs=rollup.known_costs if rollup else 0,
            cost_cents=rollup.cost_cents - rollup.part_cost_cents if rollup else 0,
            funding_cents=rollup.funding_cents if rollup else 0,
        ),
        "late_sentence": views.late_sentence(rollup),
        "source_title": source_title(contract.source),
        "state_word": STATES[contract.state],
        "state_mark": STATE_MARKS[contract.state],
        "health_bar": health_bar,
        "health_words": health_words,
    }
