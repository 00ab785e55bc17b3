"""What interpellations show on other features' pages."""

from flask import render_template
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.interpellations.models import Interpellation
from app.web.places import fill


def ask(session: Session, contract: Contract) -> str:
    """Show on a contract's page how to interpellate, and how many questions were asked."""
    asked = session.scalar(
        select(func.count(Interpellation.id)).where(
            Interpellation.contract_id == contract.id, Interpellation.number.is_not(None)
        )
    )
    return render_template("pages/interpellations/ask.html", contract=contract, asked=asked or 0)


fill("contract.ask", "interpellations", ask)
