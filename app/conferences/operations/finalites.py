"""Finalités: decided by a vote, or by the State once the conference has noted its disagreement (R2)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.conferences import policies
from app.conferences.events import DisagreementRecorded, FinalitesAdopted, FinalitesDefinedByState
from app.conferences.models import Conference, Finalite, ThematicGroup
from app.conferences.rules.finalites import check_count, check_origin, check_titles, record_sentence
from app.conferences.rules.settings import Reglement
from app.conferences.words import FinaliteOrigin
from app.foundation.clock import local_date
from app.foundation.errors import IllegalTransition
from app.foundation.french import day as in_words
from app.foundation.unit_of_work import UnitOfWork

Text = Mapping[str, str]
"""`{"title": …, "description": …}`; the description can be absent."""


def adopt_finalites(
    work: UnitOfWork, conference: Conference, finalites: Sequence[Text], *, ballot_id: int, reason: str = ""
) -> list[Finalite]:
    """Write the finalités that a carried ballot decides, in their order, each with its group (R2.1, R2.3).

    `reason` is the chair's when their number is unusual. A finalité voted again under the same title goes on,
    with its group and members; those absent from the list end.
    """
    work.allow(policies.may_adopt_finalites, conference.id)
    check_origin(FinaliteOrigin.VOTE, voted=True, disagreement_on=None)
    change = _replace(work, conference, finalites, FinaliteOrigin.VOTE, decided_by=f"ballot:{ballot_id}", reason=reason)
    work.record(
        FinalitesAdopted(stream=conference.stream, ballot_id=ballot_id, reason=reason.strip(), **_told(*change))
    )
    return change[0]


def record_disagreement(work: UnitOfWork, conference: Conference, *, statement: str) -> None:
    """Put on record that the conference cannot agree on its finalités (R2.2)."""
    work.allow(policies.may_record_disagreement, conference.id)
    noted_on = _open_disagreement(work, conference)
    if noted_on is not None:
        raise IllegalTransition(
            f"Le désaccord est déjà constaté, le {in_words(noted_on)}. "
            "Le représentant de l’État peut définir les finalités ; la conférence peut encore les voter."
        )
    conference.disagreement_recorded_at = work.now()
    work.record(DisagreementRecorded(stream=conference.stream, statement=statement.strip()))


def define_finalites_by_state(
    work: UnitOfWork, conference: Conference, finalites: Sequence[Text], *, act: str, reason: str = ""
) -> list[Finalite]:
    """Write the finalités that the State representative defines after a recorded disagreement (R2.2)."""
    work.allow(policies.may_define_finalites, conference.id)
    noted_on = _open_disagreement(work, conference)
    check_origin(FinaliteOrigin.STATE, voted=False, disagreement_on=noted_on)
    change = _replace(work, conference, finalites, FinaliteOrigin.STATE, decided_by=act.strip(), reason=reason)
    work.record(
        FinalitesDefinedByState(
            stream=conference.stream,
            act=act.strip(),
            reason=reason.strip(),
            sentence=record_sentence(FinaliteOrigin.STATE, decided_on=work.today(), disagreement_on=noted_on),
            **_told(*change),
        )
    )
    return change[0]


def _open_disagreement(work: UnitOfWork, conference: Conference) -> date | None:
    """Return the day the disagreement was noted; None when none was, or when finalités were decided since."""
    noted_at = conference.disagreement_recorded_at
    if noted_at is None:
        return None
    decided_since = work.session.scalar(
        select(Finalite.id).where(Finalite.conference_id == conference.id, Finalite.adopted_at > noted_at).limit(1)
    )
    return None if decided_since is not None else local_date(noted_at)


def _replace(
    work: UnitOfWork,
    conference: Conference,
    wanted: Sequence[Text],
    origin: FinaliteOrigin,
    *,
    decided_by: str,
    reason: str,
) -> tuple[list[Finalite], list[Finalite]]:
    titles = [text["title"].strip() for text in wanted]
    check_titles(titles)
    check_count(len(titles), Reglement.from_json(conference.reglement), reason)
    former = {finalite.title.casefold(): finalite for finalite in _in_force(work, conference)}
    current: list[Finalite] = []
    for rank, text in enumerate(wanted, start=1):
        finalite = former.pop(titles[rank - 1].casefold(), None)
        if finalite is None:
            finalite = _begin(work, conference, text, rank=rank, origin=origin, decided_by=decided_by)
        finalite.rank = rank
        finalite.range_reason = reason.strip()
        current.append(finalite)
    for ended in former.values():
        ended.ended_at = work.now()
    return current, list(former.values())


def _in_force(work: UnitOfWork, conference: Conference) -> Sequence[Finalite]:
    return work.session.scalars(
        select(Finalite)
        .where(Finalite.conference_id == conference.id, Finalite.ended_at.is_(None))
        .options(joinedload(Finalite.group))
        .order_by(Finalite.rank)
    ).all()


def _begin(
    work: UnitOfWork, conference: Conference, text: Text, *, rank: int, origin: FinaliteOrigin, decided_by: str
) -> Finalite:
    finalite: Finalite = work.add(
        Finalite(
            conference_id=conference.id,
            title=text["title"].strip(),
            description=(text.get("description") or "").strip(),
            rank=rank,
            origin=origin,
            adopted_at=work.now(),
            decided_by=decided_by,
        )
    )
    work.add(
        ThematicGroup(conference_id=conference.id, finalite_id=finalite.id, name=finalite.title, created_at=work.now())
    )
    return finalite


def _told(current: Sequence[Finalite], ended: Sequence[Finalite]) -> dict[str, Any]:
    return {
        "finalites": [{"finalite_id": f.id, "title": f.title, "rank": f.rank, "group_id": f.group.id} for f in current],
        "ended": [{"finalite_id": f.id, "title": f.title} for f in ended],
    }
