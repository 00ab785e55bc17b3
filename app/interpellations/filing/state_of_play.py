"""What is known of an action or a contract when a question is written: shown beside the form, kept with it (I2)."""

from datetime import date

from app.contracts.actions.standing import verdict_of
from app.contracts.models import Action, Contract
from app.contracts.rules.amounts import said
from app.contracts.rules.health_words import HEALTH, explained
from app.contracts.rules.partial_dates import in_french


def sentences(contract: Contract, action: Action | None, day: date) -> list[str]:
    """Return the state of play in plain sentences; what nobody says is said unknown."""
    if action is None:
        return [f"Contrat : {contract.title}."]
    due = in_french(action.due)
    verdict = verdict_of(action, day)
    why = explained(verdict)
    return [
        f"Action : {action.title}.",
        f"Porteur : {action.owner_name or 'inconnu'}.",
        f"Échéance : {due}." if due else "Aucune échéance n’est connue.",
        f"Coût : {said(action.cost_cents, action.cost_qualifier)}.",
        f"Où elle en est : {HEALTH[verdict.health]}" + (f" ({why})." if why else "."),
    ]
