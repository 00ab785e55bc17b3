"""What is here already of what a file tells: contracts, actions, and what their sources said last."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import ARRAY, ColumnElement, Text, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.contracts.models import Action, Contract, ImportedRecord, Scheme

from .faults import Faults
from .reading import parse, read_contracts
from .records import ContractRecord


@dataclass(kw_only=True)
class Known:
    """The contracts of a file that are here already."""

    ids: dict[str, int] = field(default_factory=dict)
    sources: dict[int, list[ImportedRecord]] = field(default_factory=lambda: defaultdict(list))
    """What each contract's sources said, the leading one first."""
    owners: dict[str, str] = field(default_factory=dict)
    """The contract of each action."""
    schemes: dict[str, int] = field(default_factory=dict)

    def last_said(self, record: ContractRecord) -> ImportedRecord | None:
        """Return what the source of this record said last of its contract."""
        kept = self.sources.get(self.ids.get(record.slug, 0), [])
        return next((one for one in kept if one.document == record.document), None)


def find_known(session: Session, records: Collection[ContractRecord]) -> Known:
    """Return what is here of these records, the contracts' rows locked: imports and changes follow one another."""
    slugs = {record.slug for record in records} | {record.parent for record in records if record.parent}
    found = session.execute(
        select(Contract.slug, Contract.id).where(_any_of(Contract.slug, slugs)).order_by(Contract.id).with_for_update()
    )
    known = Known(ids=dict(found.all()))
    known.schemes = dict(session.execute(select(Scheme.code, Scheme.id)).all())
    codes = {name for r in records for action in r.actions for name in (action.code, action.parent) if name}
    owners = select(Action.code, Contract.slug).join(Contract, Contract.id == Action.contract_id)
    known.owners = dict(session.execute(owners.where(_any_of(Action.code, codes))).all())
    kept = select(ImportedRecord).where(ImportedRecord.contract_id.in_(list(known.ids.values())))
    for one in session.scalars(kept.order_by(ImportedRecord.contract_id, ImportedRecord.rank)):
        known.sources[one.contract_id].append(one)
    return known


def check_known(records: Collection[ContractRecord], known: Known, faults: Faults) -> None:
    """Refuse to write over what was written here and not imported."""
    for record in records:
        contract_id = known.ids.get(record.slug)
        if contract_id is None:
            continue
        if contract_id not in known.sources:
            faults.add(f"{record.place}, champ slug", "ce contrat a été écrit ici ; un import ne le remplace pas.")
            continue
        said = {action.code for one in known.sources[contract_id] for action in read_again(one).actions}
        for action in record.actions:
            if known.owners.get(action.code) == record.slug and action.code not in said:
                faults.add(f"{action.place}, champ id", "cette action a été écrite ici ; un import ne la remplace pas.")


def read_again(kept: ImportedRecord) -> ContractRecord:
    """Return the record that a source gave last, read as it was then."""
    return read_contracts(parse(f"[{kept.raw}]", "import"), Faults())[0]


def _any_of(column: InstrumentedAttribute[str], values: Collection[str]) -> ColumnElement[bool]:
    return column == func.any(literal(sorted(values), ARRAY(Text)))
