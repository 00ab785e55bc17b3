"""What every page of the desk of a contract shares: who may enter, its parts, and what the person may do."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.contracts.life.policies import may_see_desk
from app.contracts.life.rights import desk_rights
from app.contracts.loading import find_contract
from app.contracts.models import Contract
from app.contracts.pages.frame import frame
from app.contracts.rules.life import STATE_WORDS
from app.foundation.clock import local_date
from app.foundation.unit_of_work import require
from app.web.house import house
from app.web.identity import current_actor


def entered(session: Session, slug: str) -> Contract:
    """Return the contract whose desk is asked for, or say that it is not open to this person."""
    contract = find_contract(session, current_actor(), slug)
    require(current_actor(), may_see_desk, contract)
    return contract


def desk(contract: Contract, part: str) -> dict[str, Any]:
    """Return what the layout of the desk needs; `part` is the end of its address, "" for the first page."""
    base = f"/contrats/{contract.slug}/bureau"
    parts = (
        (_("Où il en est"), ""),
        (_("Identité"), "identite"),
        (_("Parties et agents"), "parties"),
        (_("Périmètre"), "perimetre"),
        (_("Finalités"), "finalites"),
        (_("Clauses"), "clauses"),
        (_("Négociation"), "negociation"),
        (_("Signature"), "signature"),
        (_("Avenants"), "avenants"),
    )
    return {
        **frame(contract),
        "base": base,
        "part": part,
        "parts": [
            {"label": label, "href": f"{base}/{end}".rstrip("/"), "current": end == part} for label, end in parts
        ],
        "rights": desk_rights(current_actor(), contract),
        "state_words": STATE_WORDS,
        "today": today(),
    }


def today() -> date:
    """Return the calendar day in Paris."""
    return local_date(house().units.clock())
