"""The second sitting, without quorum required, that takes up one which had none (S3)."""

from datetime import datetime

from sqlalchemy import select

from app.conferences.rules.settings import Reglement
from app.foundation.clock import local_date
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.conduct import policies
from app.sittings.conduct.events import SittingReconvened
from app.sittings.conduct.queries import agenda_of
from app.sittings.models import AgendaItem, ItemDocument, Sitting
from app.sittings.rules.lifecycle import check_reconvening
from app.sittings.words import ItemState, SittingState


def reconvene(work: UnitOfWork, sitting: Sitting, *, starts_at: datetime) -> Sitting:
    """Convene a sitting again on what is left of its agenda; return the new sitting."""
    work.allow(policies.may_reconvene, sitting)
    _check_missed(work, sitting, starts_at)
    again = _second_sitting(work, sitting, starts_at)
    _copy_agenda(work, sitting, again)
    for stream in (sitting.stream, again.stream, sitting.conference.stream):
        work.record(
            SittingReconvened(
                stream=stream,
                audience=again.audience,
                sitting_id=again.id,
                from_sitting_id=sitting.id,
                starts_at=starts_at.isoformat(),
                place=again.place,
            )
        )
    return again


def _check_missed(work: UnitOfWork, sitting: Sitting, starts_at: datetime) -> None:
    if sitting.state is not SittingState.CLOSED or not sitting.without_quorum:
        raise IllegalTransition("Seule une séance levée faute de quorum est convoquée de nouveau.")
    if work.session.scalar(select(Sitting.id).where(Sitting.reconvened_from_id == sitting.id).limit(1)):
        raise Refused("Cette séance a déjà été convoquée de nouveau.", rule="S3")
    assert sitting.closed_at is not None
    check_reconvening(
        failed_on=local_date(sitting.closed_at),
        held_on=local_date(starts_at),
        after_days=Reglement.from_json(sitting.reglement).reconvene_after_days,
    )


def _second_sitting(work: UnitOfWork, sitting: Sitting, starts_at: datetime) -> Sitting:
    again: Sitting = work.add(
        Sitting(
            conference_id=sitting.conference_id,
            group_id=sitting.group_id,
            title=sitting.title,
            starts_at=starts_at,
            place=sitting.place,
            attendance=sitting.attendance,
            public=sitting.public,
            prefect_expected=sitting.prefect_expected,
            negotiation=sitting.negotiation,
            reconvened_from_id=sitting.id,
            state=SittingState.CONVENED,
            agenda_published_at=work.now(),
        )
    )
    return again


def _copy_agenda(work: UnitOfWork, sitting: Sitting, again: Sitting) -> None:
    copies: dict[int, int] = {}
    for item in agenda_of(work.session, sitting.id):
        if item.state is not ItemState.ACCEPTED:
            continue
        copy: AgendaItem = work.add(
            AgendaItem(
                sitting_id=again.id,
                parent_id=copies.get(item.parent_id or 0),
                title=item.title,
                description=item.description,
                kind=item.kind,
                state=ItemState.ACCEPTED,
                rank=item.rank,
                number=item.number,
                minutes=item.minutes,
                rapporteur=item.rapporteur,
                origin=item.origin,
                origin_reference=item.origin_reference,
                proposed_by_id=item.proposed_by_id,
                proposed_at=item.proposed_at,
                urgent_reason=item.urgent_reason,
                closed_doors=item.closed_doors,
            )
        )
        copies[item.id] = copy.id
        _copy_documents(work, item, copy)


def _copy_documents(work: UnitOfWork, item: AgendaItem, copy: AgendaItem) -> None:
    for document in item.documents:
        work.add(
            ItemDocument(
                item_id=copy.id,
                file_sha256=document.file_sha256,
                name=document.name,
                added_at=document.added_at,
                added_by_id=document.added_by_id,
                public=document.public,
            )
        )
