"""From what a source says of a contract to a state of its life here. Pure.

The source describes one day (June 2019 for most); a contract whose term has passed since is ended by its own term.
What the source said stays beside it (`source_status`) and is shown.
"""

from datetime import date
from typing import Final

from app.contracts.words import ContractState, SourceStatus
from app.foundation.french import day

from .records import ContractRecord

STATES: Final = {
    SourceStatus.SIGNED: ContractState.IN_FORCE,
    # A laureate of a call and a labelled project carry out their actions: they live.
    SourceStatus.LAUREATE: ContractState.IN_FORCE,
    SourceStatus.LABELLED: ContractState.IN_FORCE,
    SourceStatus.UNDER_WAY: ContractState.IN_FORCE,
    # Followed by a State service on the way to a label: nothing is concluded.
    SourceStatus.FOLLOWED: ContractState.NEGOTIATED,
    # The text is there and its signature is announced.
    SourceStatus.TO_SIGN: ContractState.READY,
}


def end_of(record: ContractRecord) -> date | None:
    """Return the last day of the contract that the record allows to compute; None when nobody can."""
    if record.ends_on is not None:
        return record.ends_on
    if record.last_year is not None:
        return date(record.last_year, 12, 31)
    if record.signed_on is None or record.duration_years is None:
        return None
    # Months of a fraction of a year are rounded up: better in force some days too long than ended too soon.
    months = -int(-record.duration_years * 12 // 1)
    year, month = divmod(record.signed_on.year * 12 + record.signed_on.month - 1 + months, 12)
    return date(year, month + 1, min(record.signed_on.day, 28))


def state_of(record: ContractRecord, today: date) -> tuple[ContractState, str]:
    """Return the state on that day, and why it ended when it did. A record without status is a draft."""
    state = STATES[record.status] if record.status else ContractState.DRAFT
    end = end_of(record)
    if state is ContractState.IN_FORCE and end is not None and end < today:
        if record.ends_on is None and record.last_year is not None:
            return ContractState.ENDED, f"Terme prévu par la source : {record.last_year}."
        return ContractState.ENDED, f"Terme prévu, calculé d’après la source : {day(end)}."
    return state, ""
