"""What every page of a contract's money begins with."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.contracts.loading import find_contract
from app.contracts.models import Contract
from app.contracts.money.rights import rights_of
from app.contracts.pages.frame import frame
from app.foundation.clock import local_date
from app.web.house import house
from app.web.identity import current_actor


def entered(session: Session, slug: str) -> tuple[Contract, dict[str, Any]]:
    """Return the contract and what its frame and the forms of its money need."""
    actor = current_actor()
    contract = find_contract(session, actor, slug)
    base = f"/contrats/{contract.slug}/argent"
    return contract, {**frame(contract), "rights": rights_of(actor, contract), "base": base, "today": today()}


def today() -> date:
    """Return the day in Paris."""
    return local_date(house().units.clock())
