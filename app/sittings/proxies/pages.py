"""The pages of powers: those of a sitting, one's own, and the written power itself."""

from typing import Any

from flask import Blueprint, g, render_template
from sqlalchemy.orm import Session, joinedload
from werkzeug.wrappers import Response

from app.conferences.models import Conference
from app.conferences.rules.settings import Reglement
from app.foundation.actors import Actor, CapacityKind
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.sittings.agenda.queries import sitting_with_conference
from app.sittings.agenda.serving import serve_file
from app.sittings.models import ProxyGiven, Sitting
from app.sittings.words import OVER
from app.web.house import house, reading
from app.web.identity import current_actor

from . import policies, queries, standings, views

blueprint = Blueprint("proxies", __name__)


@blueprint.get("/seances/<int:sitting_id>/pouvoirs")
def of_sitting(sitting_id: int) -> str:
    """Show the powers of a sitting to those who sit in it, and what each may do."""
    actor = current_actor()
    with reading() as session:
        sitting = sitting_with_conference(session, sitting_id)
        require(actor, policies.may_read_proxies, sitting)
        g.timezone = sitting.conference.timezone
        return render_template("pages/proxies/sitting.html", **_sitting_context(session, sitting, actor))


def _sitting_context(session: Session, sitting: Sitting, actor: Actor) -> dict[str, Any]:
    now = house().units.clock()
    given = queries.register(session, sitting)
    at = max(now, sitting.starts_at) if sitting.opened_at is None else now
    lines = views.lines(given, actor, standings.worth_in(session, sitting, given, now))
    usual = Reglement.from_json(sitting.reglement)
    places = queries.voting_places(session, sitting.conference_id, local_date(at))
    open_to_powers = sitting.state not in OVER and sitting.group_id is None
    seats = actor.voting_seats_in(sitting.conference_id)
    mine = [place for place in places if place.seat.id in seats]
    offered = [place for place in places if place.seat.id not in seats]
    return {
        "sitting": sitting,
        "lines": lines,
        "most": usual.proxies_per_holder,
        "mine": mine,
        "holders": views.choices(offered, lines, given, usual.proxies_per_holder),
        "everybody": views.choices(places, lines, given, usual.proxies_per_holder),
        "can_give": open_to_powers and bool(mine),
        "can_record": open_to_powers and policies.may_record_proxy(actor, sitting.conference_id),
        "here": f"/seances/{sitting.id}/pouvoirs",
    }


@blueprint.get("/pouvoirs")
def own() -> str:
    """Show somebody the powers they gave and those they carry, and let them give one for a period."""
    actor = current_actor()
    require(actor, policies.may_carry)
    assert actor.person_id is not None
    now = house().units.clock()
    with reading() as session:
        powers = queries.of_person(session, actor.person_id)
        told = views.lines(powers, actor, standings.worth_of(session, powers, now))
        lines = sorted(told, key=lambda line: not line.running)
        return render_template(
            "pages/proxies/own.html",
            given=[line for line in lines if line.given_by_me],
            carried=[line for line in lines if line.carried_by_me],
            offers=_offers(session, actor),
            sittings=queries.sittings_to_come(session, _conferences(actor)),
            today=local_date(now),
        )


def _conferences(actor: Actor) -> list[int]:
    return sorted({c.conference_id for c in actor.capacities if c.kind is CapacityKind.DELEGATE and c.conference_id})


def _offers(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """Return each conference where the actor votes, with the members to whom they may give power."""
    day = local_date(house().units.clock())
    found = []
    for id in _conferences(actor):
        seats = actor.voting_seats_in(id)
        places = queries.voting_places(session, id, day)
        found.append(
            {
                "conference": session.get_one(Conference, id),
                "seats": [(p.seat.id, p.seat.institution.name) for p in places if p.seat.id in seats],
                "holders": views.choices([p for p in places if p.seat.id not in seats], [], [], 1),
            }
        )
    return found


@blueprint.get("/pouvoirs/<int:proxy_id>")
def written(proxy_id: int) -> str:
    """Show the written power, to be read or printed."""
    with reading() as session:
        power = _readable(session, proxy_id)
        g.timezone = power.conference.timezone
        worth = standings.worth_of(session, [power], house().units.clock())
        line = views.lines([power], current_actor(), worth)[0]
        return render_template(
            "pages/proxies/written.html", power=line, text=power.written, conference=power.conference
        )


@blueprint.get("/pouvoirs/<int:proxy_id>/fichier")
def file(proxy_id: int) -> Response:
    """Hand over the paper that the secretariat received."""
    with reading() as session:
        power = _readable(session, proxy_id)
        if power.file is None:
            raise NotFound("Aucun fichier n’est joint à ce pouvoir.")
        return serve_file(power.file, name=power.file_name, shared=False)


def _readable(session: Session, proxy_id: int) -> ProxyGiven:
    loaded = (*queries.LOADED, joinedload(ProxyGiven.conference), joinedload(ProxyGiven.file))
    power = session.get(ProxyGiven, proxy_id, options=loaded)
    if power is None or not policies.may_read_written(current_actor(), power):
        raise NotFound("Ce pouvoir n’existe pas, ou n’est pas pour vous.")
    return power
