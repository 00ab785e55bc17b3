"""The commands of interpellations. Importing it registers them."""

from app.interpellations.answers import doors as answers
from app.interpellations.bodies import doors as bodies
from app.interpellations.clock import doors as clock
from app.interpellations.desk import doors as desk
from app.interpellations.filing import doors as filing
from app.interpellations.guide import doors as guides
from app.interpellations.hearings import doors as hearings
from app.interpellations.hearings import listening as hearings_in_step
from app.interpellations.receipts import doors as receipts
from app.interpellations.redaction import doors as redaction
from app.interpellations.supports import doors as supports
from app.interpellations.vigies import doors as vigies

__all__ = [
    "answers",
    "bodies",
    "clock",
    "desk",
    "filing",
    "guides",
    "hearings",
    "hearings_in_step",
    "receipts",
    "redaction",
    "supports",
    "vigies",
]
