"""The selection as pictures that print: funding, time, progress, and a map without contours. Each has its table."""

from datetime import date
from typing import Any

from flask import render_template, request
from sqlalchemy import BigInteger, cast, column, func, select, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.contracts.models import Action, Contract, ContractRollup
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.partial_dates import last_day
from app.contracts.rules.reviews import span_of
from app.contracts.words import Health, Progress
from app.drawings.contracts_timeline import Running, contracts_timeline_table, contracts_timelines
from app.drawings.progress_plan import PlanStep, progress_plan, progress_plan_table
from app.drawings.stacked_funding import Stack, stacked_funding, stacked_funding_table
from app.drawings.territory_tiles import territory_tiles, tiles_table
from app.foundation.clock import local_date
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import land, queries
from .asked import Asked
from .conditions import Selection, selection
from .pages import frame_of

MOST_STEPS = 1000


@blueprint.get("/contrats/graphiques")
@public  # `readable_by` decides which contracts each person sees
def charts() -> str:
    """Show the funding, the time and the progress of a selection."""
    today = local_date(house().units.clock())
    with reading() as session:
        chosen = selection(session, current_actor(), Asked.read(request.args))
        return render_template(
            "pages/contracts/charts.html",
            **frame_of(session, chosen),
            **_funding(session, chosen),
            **_time(session, chosen, today),
            **_progress(session, chosen, today),
            today=today,
        )


@blueprint.get("/contrats/carte")
@public  # as the charts
def map_of_perimeters() -> str:
    """Show where the contracts of a selection are, EPCI by EPCI."""
    asked = Asked.read(request.args)
    with reading() as session:
        chosen = selection(session, current_actor(), asked)
        frame = frame_of(session, chosen)
        region_id = land.region_for(session, chosen)
        if region_id is None:
            return render_template("pages/contracts/map.html", **frame, drawn=[], twin=None)
        known = known_land(session, region_id)
        hrefs = {epci: asked.href(territoire=epci) for inside in known.epci_in.values() for epci in inside}
        blocks = land.blocks(known, *land.counted(session, chosen, known), hrefs)
        drawn = [(block.name, territory_tiles(block, id=f"carte-{n}")) for n, block in enumerate(blocks)]
        return render_template("pages/contracts/map.html", **frame, drawn=drawn, twin=tiles_table(blocks))


def known_land(session: Session, region_id: int) -> land.Land:
    """Return a région as tiles, read once a day: the directory changes once a year."""
    day = local_date(house().units.clock())
    kept: dict[int, tuple[date, land.Land]] = house().notes.setdefault("lands", {})
    if region_id not in kept or kept[region_id][0] != day:
        kept[region_id] = (day, land.land_of(session, region_id))
    return kept[region_id][1]


def _funding(session: Session, chosen: Selection) -> dict[str, Any]:
    line = func.jsonb_array_elements(ContractRollup.funders).table_valued(column("value", JSONB), name="line")
    name, cents = line.c.value.op("->>")("name"), cast(line.c.value.op("->>")("cents"), BigInteger)
    rows = session.execute(
        select(name, func.sum(cents))
        .select_from(ContractRollup)
        .join(Contract, Contract.id == ContractRollup.contract_id)
        .join(line, true())
        .where(*chosen.conditions)
        .group_by(name)
        .order_by(func.sum(cents).desc(), name)
    )
    # Costs that no funding line covers are not shown as unknown funding: nobody says that they are funded.
    stack = Stack(label="Financements connus de la sélection", parts=[(who, int(sum_)) for who, sum_ in rows])
    if not stack.parts:
        return {"funding": "", "funding_table": None}
    drawn = stacked_funding([stack], id="financements", title="Financements connus, par financeur")
    return {"funding": drawn, "funding_table": stacked_funding_table([stack], caption="Financements, par financeur")}


def _time(session: Session, chosen: Selection, today: date) -> dict[str, Any]:
    rows = queries.rows(session, chosen, today)
    running = [_running(row) for row in rows]
    if not running:
        return {"time": "", "time_table": None}
    return {"time": contracts_timelines(running, today=today), "time_table": contracts_timeline_table(running)}


def _running(row: queries.Row) -> Running:
    contract, span = row.contract, span_of(row.contract)
    first = span.first if span else contract.starts_on or contract.signed_on
    last = span.last if span else contract.ends_on
    return Running(label=contract.title, first=first, last=last, words="", late=row.late)


def _progress(session: Session, chosen: Selection, today: date) -> dict[str, Any]:
    rows = session.execute(
        select(Action.due_on, Action.done, Action.progress, Action.health)
        .join(Contract, Contract.id == Action.contract_id)
        .where(*chosen.conditions)
        .limit(MOST_STEPS + 1)
    ).all()
    if not rows or len(rows) > MOST_STEPS:
        return {"progress": "", "progress_table": None, "too_many": len(rows) > MOST_STEPS}
    steps = [_step(*row) for row in rows]
    return {
        "progress": progress_plan(steps, today=today),
        "progress_table": progress_plan_table(steps),
        "too_many": False,
    }


def _step(due: date | None, done: str, progress: Progress, health: Health) -> PlanStep:
    reached = last_day(done) if progress is Progress.DONE else None
    undated = progress is Progress.DONE and reached is None
    return PlanStep(due=due, done=reached, unsure=undated or health is Health.UNKNOWN)
