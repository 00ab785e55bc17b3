"""What a newcomer must know of a sitting: the same truth as the facts told so far, whole, for the public or members.

It depends on the audiences only through « members or not », so that a thousand newcomers share two copies.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.foundation.clock import clock_of, local_date
from app.foundation.facts import MEMBERS
from app.people.models import Person

from .attendance.queries import here, quorum_of
from .ballots.queries import ballot_wire, ballots_of, roll_size, turnout
from .decisions.queries import decision_wire, decisions_of
from .floor.queries import speech_wire, speeches
from .models import AgendaItem, Ballot, Sitting
from .motions.queries import motion_wire, motions_of
from .proxies.queries import in_force, proxies_wire
from .rules.agenda import ON_THE_AGENDA, numbered
from .rules.floor import HOLDING, queue
from .words import BallotState, SpeechState


def snapshot(session: Session, id: int, audiences: tuple[str, ...]) -> dict[str, Any]:
    """Return the sitting as it is now, JSON-ready; only members read what is not public. Instants are ISO 8601."""
    sitting = session.get_one(Sitting, id, options=[joinedload(Sitting.conference)])
    member = MEMBERS in audiences
    items = [item for item in _items(session, id) if member or item.in_public]
    ballots = [ballot for ballot in ballots_of(session, id) if member or ballot.public]
    current = next((item for item in items if item.id == sitting.current_item_id), None)
    now = clock_of(session)()
    return {
        "sitting": _sitting(session, sitting),
        "agenda": _agenda(items),
        "current_item": _item_in_full(current, member=member) if current else None,
        "proposals": _proposals(items) if member else [],
        "floor": _floor(session, sitting),
        "presence": here(session, id),
        "quorum": quorum_of(session, sitting, local_date(now)).to_json(),
        "proxies": proxies_wire(in_force(session, sitting, now)),
        "motions": [motion_wire(motion) for motion in motions_of(session, id) if member or motion.public],
        "ballot": _under_way(session, ballots),
        "results": [_result(ballot) for ballot in ballots if ballot.state is BallotState.CLOSED],
        "decisions": [decision_wire(d) for d in decisions_of(session, id) if member or d.public],
    }


def _sitting(session: Session, sitting: Sitting) -> dict[str, Any]:
    chair = session.get(Person, sitting.chair_person_id) if sitting.chair_person_id else None
    return {
        "id": sitting.id,
        "conference_id": sitting.conference_id,
        "group_id": sitting.group_id,
        "title": sitting.title,
        "place": sitting.place,
        "starts_at": sitting.starts_at.isoformat(),
        "state": sitting.state.value,
        "attendance": sitting.attendance.value,
        "public": sitting.public,
        "opened_at": _instant(sitting.opened_at),
        "suspended_at": _instant(sitting.suspended_at),
        "closed_at": _instant(sitting.closed_at),
        "closed_doors_since": _instant(sitting.closed_doors_since),
        "without_quorum": sitting.without_quorum,
        "current_item_id": sitting.current_item_id,
        "agenda_version": sitting.agenda_version,
        "chair": chair.name if chair else None,
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _items(session: Session, sitting_id: int) -> list[AgendaItem]:
    return list(
        session.scalars(
            select(AgendaItem).where(AgendaItem.sitting_id == sitting_id).options(selectinload(AgendaItem.documents))
        )
    )


def _agenda(items: Iterable[AgendaItem]) -> list[dict[str, Any]]:
    by_id = {item.id: item for item in items}
    return [
        {
            "id": place.id,
            "number": by_id[place.id].number or place.number,
            "depth": place.depth,
            "parent_id": place.parent_id,
            "title": by_id[place.id].title,
            "kind": by_id[place.id].kind.value,
            "state": by_id[place.id].state.value,
            "minutes": by_id[place.id].minutes,
            "rapporteur": by_id[place.id].rapporteur,
            "started_at": _instant(by_id[place.id].started_at),
            "ended_at": _instant(by_id[place.id].ended_at),
        }
        for place in numbered(by_id.values())
    ]


def _proposals(items: Iterable[AgendaItem]) -> list[dict[str, Any]]:
    return [
        {
            "id": item.id,
            "title": item.title,
            "kind": item.kind.value,
            "state": item.state.value,
            "origin": item.origin.value,
            "reason": item.answered_reason,
        }
        for item in sorted(items, key=lambda item: item.id)
        if item.state not in ON_THE_AGENDA
    ]


def _item_in_full(item: AgendaItem, *, member: bool) -> dict[str, Any]:
    shown = [d for d in item.documents if member or (d.public and not item.closed_doors)]
    return {
        "id": item.id,
        "title": item.title,
        "description": item.description,
        "kind": item.kind.value,
        "documents": [{"id": d.id, "name": d.name, "public": d.public, "path": f"/documents/{d.id}"} for d in shown],
    }


def _floor(session: Session, sitting: Sitting) -> dict[str, Any]:
    found = speeches(session, sitting.id, SpeechState.WAITING, *HOLDING)
    waiting = queue(found)
    holder = next((speech for speech in found if speech.state in HOLDING), None)
    return {
        "version": sitting.floor_version,
        "closed": sitting.floor_closed,
        "holder": speech_wire(holder) if holder else None,
        "order": [speech.id for speech in waiting],
        "waiting": [speech_wire(speech) for speech in waiting],
    }


def _under_way(session: Session, ballots: Iterable[Ballot]) -> dict[str, Any] | None:
    ballot = next((b for b in ballots if b.state in (BallotState.OPEN, BallotState.TIED)), None)
    if ballot is None:
        return None
    counts = {"roll_size": roll_size(session, ballot.id), "turnout": turnout(session, ballot.id)}
    # Open: only how many voted. Tied: the count is published, as the fact did.
    return {**ballot_wire(ballot), **counts, "result": ballot.result}


def _result(ballot: Ballot) -> dict[str, Any]:
    return {**ballot_wire(ballot), "result": ballot.result}
