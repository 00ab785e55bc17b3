"""The only writers of designations: a body sends somebody to watch a contract, and calls them back (I1, I10)."""

from datetime import date

from sqlalchemy import select

from app.contracts.models import Contract
from app.foundation.french import day, quoted
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Body, Watcher
from app.interpellations.rules.bodies import Period, check_dates, check_end, check_free
from app.people.models import Person
from app.sittings.agenda.documents import CheckedFile

from . import letters, policies
from .acts import keep_act
from .events import WatcherDesignated, WatcherEnded


def designate_watcher(
    work: UnitOfWork,
    body: Body,
    contract: Contract,
    *,
    person: Person,
    starts_on: date,
    ends_on: date | None = None,
    proof: str,
    deliberation: CheckedFile,
) -> Watcher:
    """Have a person watch a contract in the body's name from a day on; the deliberation that says so is kept."""
    work.allow(policies.may_designate_watchers, body.id)
    check_dates(starts_on, ends_on)
    _check_free(work, body, contract, person, Period(starts_on=starts_on, ends_on=ends_on))
    watcher: Watcher = work.add(
        Watcher(
            body_id=body.id,
            person_id=person.id,
            contract_id=contract.id,
            proof=proof.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            proof_sha256=keep_act(work, deliberation),
            proof_name=deliberation.name,
        )
    )
    _tell(work, watcher)
    letters.designated(work, watcher)
    return watcher


def _tell(work: UnitOfWork, watcher: Watcher) -> None:
    """Record the designation where the body and where the contract are followed."""
    body, contract, begins = watcher.body, watcher.contract, watcher.starts_on
    for stream in (body.stream, contract.stream):
        work.record(
            WatcherDesignated(
                stream=stream,
                watcher_id=watcher.id,
                sentence=f"{body.name} désigne une vigie pour {quoted(contract.title)}, à partir du {day(begins)}",
                body_id=body.id,
                body=body.name,
                contract_id=contract.id,
                contract=contract.title,
                starts_on=begins.isoformat(),
                ends_on=watcher.ends_on.isoformat() if watcher.ends_on else None,
            )
        )


def _check_free(work: UnitOfWork, body: Body, contract: Contract, person: Person, wanted: Period) -> None:
    known = select(Watcher.starts_on, Watcher.ends_on).where(
        Watcher.body_id == body.id, Watcher.person_id == person.id, Watcher.contract_id == contract.id
    )
    check_free(
        wanted,
        [Period(starts_on=begins, ends_on=ends) for begins, ends in work.session.execute(known)],
        refusal=f"{person.name} est déjà vigie de ce contrat pour cette instance à ces dates.",
    )


def end_watch(work: UnitOfWork, watcher: Watcher, *, ends_on: date, proof: str) -> None:
    """End a designation from a day on, that day included: today closes the right at once."""
    work.allow(policies.may_designate_watchers, watcher.body_id)
    check_end(watcher.starts_on, watcher.ends_on, ends_on)
    watcher.ends_on, watcher.end_proof = ends_on, proof.strip()
    body, contract = watcher.body, watcher.contract
    sentence = f"La vigie de {body.name} pour {quoted(contract.title)} ne l’est plus à partir du {day(ends_on)}"
    for stream in (body.stream, contract.stream):
        work.record(
            WatcherEnded(
                stream=stream,
                watcher_id=watcher.id,
                sentence=sentence,
                body_id=body.id,
                body=body.name,
                contract_id=contract.id,
                contract=contract.title,
                ends_on=ends_on.isoformat(),
            )
        )
    letters.ended(work, watcher)
