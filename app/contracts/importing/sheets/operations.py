"""The only writers of spreadsheets: compared and kept, then written exactly as it was shown, or refused."""

import hashlib
from collections.abc import Collection

from sqlalchemy import delete, select

from app.contracts.loading import contract_of
from app.contracts.models import Action, Contract, ImportPreview
from app.foundation.database import among
from app.foundation.errors import IllegalTransition, OutOfDate
from app.foundation.files import Upload
from app.foundation.unit_of_work import UnitOfWork

from .applying import ADDED, CHANGED, Applier, Outcome
from .cells import read_table
from .columns import read_lines
from .policies import may_confirm_sheet, may_send_sheet


def preview_sheet(work: UnitOfWork, *, file: Upload, what: str, contract_id: int | None) -> ImportPreview:
    """Compare a file with what is here, line by line, and keep the comparison until its sender confirms it."""
    work.allow(may_send_sheet)
    read_lines(what, read_table(file.content))
    waiting = (ImportPreview.person_id == work.actor.person_id, ImportPreview.confirmed_at.is_(None))
    work.session.execute(delete(ImportPreview).where(*waiting))
    preview = ImportPreview(
        person_id=work.actor.person_id or 0,
        made_at=work.now(),
        file_name=file.name,
        what=what,
        digest="",
        contract_id=contract_id,
    )
    facts, jobs = len(work.facts), len(work.jobs)
    # Nothing tells what a file would do better than doing it, and taking it back.
    trial = work.session.begin_nested()
    try:
        outcomes, touched = _applied(work, file.content, what, contract_id)
    finally:
        trial.rollback()
        del work.facts[facts:]
        del work.jobs[jobs:]
    preview.lines = [outcome.to_json() for outcome in outcomes]
    preview.digest = _digest(work, touched)
    preview.content = file.content
    preview.touched = sorted(touched)
    work.add(preview)
    return preview


def confirm_sheet(work: UnitOfWork, preview: ImportPreview) -> list[Outcome]:
    """Write what the preview showed; refuse when anything it was compared with has changed since."""
    work.allow(may_send_sheet)
    work.allow(may_confirm_sheet, preview)
    if preview.confirmed_at is not None:
        raise IllegalTransition("Ce fichier a déjà été écrit. Envoyez-le de nouveau pour le comparer à ce qui est là.")
    _hold(work, preview.touched)
    if _digest(work, preview.touched) != preview.digest:
        raise _changed_since()
    outcomes, _ = _applied(work, preview.content, preview.what, preview.contract_id)
    # A new action gets its code when it is written: the one shown was only likely.
    if [_shown(one) for one in preview.lines] != [_shown(outcome.to_json()) for outcome in outcomes]:
        raise _changed_since()
    preview.confirmed_at, preview.content = work.now(), b""
    return [outcome for outcome in outcomes if outcome.kind in (ADDED, CHANGED)]


def _applied(work: UnitOfWork, content: bytes, what: str, contract_id: int | None) -> tuple[list[Outcome], set[int]]:
    contract = contract_of(work, contract_id) if contract_id is not None else None
    applier = Applier(work, what, contract)
    return applier.apply(read_lines(what, read_table(content))), applier.touched


def _hold(work: UnitOfWork, contract_ids: Collection[int]) -> None:
    held = select(Contract.id).where(among(Contract.id, list(contract_ids))).order_by(Contract.id)
    work.session.execute(held.with_for_update(key_share=True)).all()


def _digest(work: UnitOfWork, contract_ids: Collection[int]) -> str:
    """Return what names the state of these contracts and of their actions: their versions."""
    ids = sorted(contract_ids)
    contracts = select(Contract.id, Contract.version).where(among(Contract.id, ids)).order_by(Contract.id)
    actions = select(Action.id, Action.version).where(among(Action.contract_id, ids)).order_by(Action.id)
    said = [tuple(row) for query in (contracts, actions) for row in work.session.execute(query)]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _shown(line: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in line.items() if name != "code" or line["kind"] != ADDED}


def _changed_since() -> OutOfDate:
    return OutOfDate("Ces contrats ont changé depuis la comparaison. Envoyez le fichier de nouveau pour le comparer.")
