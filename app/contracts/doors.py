"""Commands of contracts: importing a part's doors enters its commands in the catalogue."""

from app.contracts.alerts import doors as alerts
from app.contracts.clauses import doors as clauses
from app.contracts.life import doors as life
from app.contracts.negotiation import doors as negotiation
from app.contracts.reviews import doors as reviews

__all__ = ["alerts", "clauses", "life", "negotiation", "reviews"]
