"""What the person looking may do at the desk of a contract: the same policies as the acts, asked for the forms."""

from dataclasses import dataclass

from app.contracts.clauses.policies import may_write_clause
from app.contracts.life import policies
from app.contracts.models import Contract
from app.contracts.negotiation.policies import may_keep_rounds, may_record_mandate
from app.contracts.rules.life import OPEN_TEXT
from app.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class DeskRights:
    """The acts that are open to the person on one contract."""

    write: bool
    edit: bool
    """May write, and the text is open."""
    clauses: bool
    attach: bool
    mandate: bool
    rounds: bool
    end: bool
    speaks_for: frozenset[int]
    """The parties for which the person may sign and name agents."""


def desk_rights(actor: Actor, contract: Contract) -> DeskRights:
    """Return what the policies answer for this actor."""
    writes = policies.may_write_contract(actor, contract)
    return DeskRights(
        write=writes,
        edit=writes and contract.state in OPEN_TEXT,
        clauses=may_write_clause(actor, contract),
        attach=contract.conference_id is not None
        and policies.may_attach_finalite(actor, contract, contract.conference_id),
        mandate=may_record_mandate(actor, contract),
        rounds=may_keep_rounds(actor, contract),
        end=policies.may_terminate_contract(actor, contract),
        speaks_for=frozenset(party.id for party in contract.parties if policies.may_speak_for(actor, contract, party)),
    )
