"""The only writers of what comes from contract files: one transaction, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.conferences.models import Conference
from app.contracts.actions.rollups import refresh_rollups
from app.contracts.models import ImportedRecord
from app.contracts.policies import may_import_contracts
from app.foundation.unit_of_work import UnitOfWork

from .action_rows import Setting
from .bodies import Body
from .changing import Changed, Changer
from .checks import check
from .completing import together
from .copying import Advance, Copier, write_contracts, write_records
from .events import ContractImported, ContractImportedAgain
from .faults import BadFile, Faults
from .known import Known, check_known, find_known, read_again
from .names import names_in, recognise_names
from .reading import read_contracts
from .records import ContractRecord
from .rows import ContractRows, rows_of

# One import at a time: two of them would find the same contract missing and both write it.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('contracts import'))")


@dataclass(kw_only=True)
class Imported:
    """What an import did, in numbers of contracts and actions."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    actions: int = 0
    bodies: int = 0
    unrecognised: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """The records of a file, sorted by what they ask."""

    new: list[ContractRecord]
    changed: list[ContractRecord]
    unchanged: int


def import_contracts(
    work: UnitOfWork,
    given: list[Any],
    *,
    bodies: Sequence[Body] = (),
    conference: Conference | None = None,
    faults: Faults | None = None,
    advance: Advance = lambda _actions: None,
) -> Imported:
    """Bring the contracts to what the file says; the same file twice changes nothing. Raise `BadFile` with all faults.

    `advance` hears the number of actions done. `faults` may already hold those of the files read beside this one.
    """
    work.allow(may_import_contracts)
    work.session.execute(_ONE_AT_A_TIME)
    faults = faults or Faults()
    records = read_contracts(given, faults)
    known = find_known(work.session, records)
    check(records, faults, schemes=known.schemes, slugs=known.ids, owners=known.owners)
    check_known(records, known, faults)
    faults.refuse_if_any()
    running = _Import(work, known, advance)
    plan = _plan(records, known)
    running.done.unchanged = plan.unchanged
    if plan.new or plan.changed:
        running.prepare(plan, bodies, conference)
        running.create(plan.new)
        running.change(plan.changed)
        refresh_rollups(work, running.touched)
    return running.done


def _plan(records: list[ContractRecord], known: Known) -> _Plan:
    new = [record for record in records if record.slug not in known.ids]
    here = [record for record in records if record.slug in known.ids]
    changed = [r for r in here if (kept := known.last_said(r)) is None or kept.digest != r.digest]
    return _Plan(new=new, changed=changed, unchanged=len(here) - len(changed))


class _Import:
    """One import under way."""

    def __init__(self, work: UnitOfWork, known: Known, advance: Advance) -> None:
        self.work = work
        self.known = known
        self.advance = advance
        self.done = Imported()
        self.touched: list[int] = []
        self._setting: Setting

    def prepare(self, plan: _Plan, bodies: Sequence[Body], conference: Conference | None) -> None:
        """Bring the names of the file to the directory."""
        kept = [one for r in plan.changed for one in self.known.sources[self.known.ids[r.slug]]]
        records = [*plan.new, *plan.changed, *(read_again(one) for one in kept)]
        region_id = conference.region_id if conference else None
        knows, self.done.bodies = recognise_names(self.work, records, bodies, region_id)
        self._setting = Setting(
            now=self.work.now(),
            today=self.work.today(),
            conference_id=conference.id if conference else None,
            schemes=self.known.schemes,
            knows=knows,
        )
        self.done.unrecognised = sorted({n for n in names_in(records) if knows.place(n) is None})

    def create(self, records: list[ContractRecord]) -> None:
        """Write the contracts that are not here yet."""
        built = [rows_of(record, self._setting) for record in records]
        copier = Copier(self.work.session)
        ids = write_contracts(copier, built, self.known.ids, self.advance)
        write_records(copier, (_kept(self.work, record, ids[record.slug], 1) for record in records))
        self.known.ids.update(ids)
        for record, rows in zip(records, built, strict=True):
            self.work.record(_imported(record, rows, ids[record.slug]))
            self.done.actions += len(record.actions)
        self.done.created = len(records)
        self.touched.extend(ids.values())

    def change(self, records: list[ContractRecord]) -> None:
        """Apply to the contracts that are here what their source changed, or what another source adds."""
        for record in records:
            contract_id = self.known.ids[record.slug]
            kept = self.known.last_said(record)
            before = [read_again(one) for one in self.known.sources[contract_id]]
            after = [record if one.document == record.document else one for one in before]
            if kept is None:
                after.append(record)
            changed = self._apply(record, contract_id, before, after)
            self._keep(record, contract_id, kept, len(after))
            self.touched.append(contract_id)
            self.done.actions += changed.actions_added + changed.actions_changed
            self.done.changed += 1
            self.work.record(_imported_again(record, changed, contract_id))
            self.advance(len(record.actions))

    def _apply(
        self, record: ContractRecord, contract_id: int, before: list[ContractRecord], after: list[ContractRecord]
    ) -> Changed:
        states = []
        for records in (before, after):
            merged, variants = together(records)
            states.append(rows_of(merged, self._setting, variants))
        try:
            with self.work.session.begin_nested():
                return Changer(self.work, contract_id, self.known.ids).apply(*states)
        except IntegrityError as fault:
            reason = "ce que la source retire sert déjà ici (un axe à des actions, une partie à des signatures)."
            raise BadFile([f"{record.place} : {reason}"]) from fault

    def _keep(self, record: ContractRecord, contract_id: int, kept: ImportedRecord | None, rank: int) -> None:
        if kept is None:
            self.work.add(ImportedRecord(**_kept(self.work, record, contract_id, rank)))
        else:
            kept.digest, kept.raw, kept.imported_at = record.digest, record.raw, self.work.now()


def _imported(record: ContractRecord, rows: ContractRows, id: int) -> ContractImported:
    lists = [*rows.children.values(), *(some for action in rows.actions.values() for some in action.children.values())]
    unknown = [row for some in lists for row in some if row.get("institution_id", row.get("funder_id", 0)) is None]
    return ContractImported(
        stream=f"contract:{id}",
        slug=record.slug,
        title=record.title,
        state=rows.row["state"],
        document=record.document,
        actions=len(record.actions),
        funding_lines=sum(len(action.funding) for action in record.actions),
        unrecognised=len(unknown),
    )


def _imported_again(record: ContractRecord, changed: Changed, id: int) -> ContractImportedAgain:
    return ContractImportedAgain(
        stream=f"contract:{id}",
        slug=record.slug,
        document=record.document,
        fields=sorted(changed.fields),
        actions_added=changed.actions_added,
        actions_changed=changed.actions_changed,
    )


def _kept(work: UnitOfWork, record: ContractRecord, contract_id: int, rank: int) -> dict[str, Any]:
    return {
        "contract_id": contract_id,
        "document": record.document,
        "rank": rank,
        "digest": record.digest,
        "raw": record.raw,
        "imported_at": work.now(),
    }
