"""What an agent in charge is asked by a contract, as a job description says it (R7.2)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.life.queries import desk as reads
from app.contracts.life.queries.situation import clauses_of
from app.contracts.models import Action, Contract, ContractAgent, ContractParty
from app.contracts.rules.clauses import is_complete
from app.contracts.rules.clauses.choices import FORMATS
from app.contracts.rules.clauses.sentences import every
from app.contracts.rules.partial_dates import in_french
from app.contracts.words import ClauseKind
from app.foundation.errors import NotFound


@dataclass(frozen=True, kw_only=True)
class Owned:
    """An action that the agent's institution owns."""

    title: str
    due: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The « volet contractualisation »: the contract, the share of working time, the duties and the actions."""

    agent: str
    position: str
    party: str
    contract: str
    promise: str
    share_percent: int
    starts_on: date
    ends_on: date | None
    duties: tuple[str, ...]
    actions: tuple[Owned, ...]


def agent_in(session: Session, contract: Contract, agent_id: int) -> tuple[ContractAgent, ContractParty]:
    """Return an agent of the contract and their party, or raise `NotFound`."""
    found = reads.agent_of(session, contract, min(agent_id, 2**31 - 1))
    if found is None:
        raise NotFound("Cet agent n’est pas chargé de ce contrat.")
    return found


def sheet_of(session: Session, contract: Contract, agent: ContractAgent, party: ContractParty) -> Sheet:
    """Return the sheet of an agent."""
    owned = session.scalars(
        select(Action)
        .where(Action.contract_id == contract.id, Action.owner_id == party.institution_id)
        .order_by(Action.rank, Action.id)
    )
    return Sheet(
        agent=agent.name,
        position=agent.position,
        party=party.name,
        contract=contract.title,
        promise=contract.promise,
        share_percent=agent.share_percent,
        starts_on=agent.starts_on,
        ends_on=agent.ends_on,
        duties=_duties(session, contract),
        actions=tuple(Owned(title=action.title, due=in_french(action.due)) for action in owned),
    )


def _duties(session: Session, contract: Contract) -> tuple[str, ...]:
    """Return what the contract asks of whoever executes it, from its method agreement and participation clause."""
    written = {c.kind: c.fields for c in clauses_of(session, contract.id) if is_complete(c.kind, c.fields)}
    duties = ["Suivre les actions de l’institution et tenir leur avancement à jour."]
    method, participation = written.get(ClauseKind.METHOD), written.get(ClauseKind.PARTICIPATION)
    if method:
        duties.append(
            f"Préparer les réunions de l’instance de pilotage, {every(method['meetings_months'])}, "
            f"{FORMATS[method['meetings_format']]}."
        )
        duties.append(f"Préparer la revue d’exécution, {every(method['review_months'])}.")
    if participation:
        duties.append(
            f"Préparer la réponse au résultat de la participation, due dans les {participation['answer_days']} jours."
        )
    return tuple(duties)
