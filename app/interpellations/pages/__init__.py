"""The pages of interpellations. Each part registers its own on the one blueprint."""

from app.interpellations.answers import followed
from app.interpellations.bodies import pages as bodies
from app.interpellations.desk import pages as desk
from app.interpellations.desk import template_pages as desk_templates
from app.interpellations.filing import pages as filing
from app.interpellations.guide import pages as guides
from app.interpellations.hearings import pages as hearings
from app.interpellations.hearings import places as hearing_places
from app.interpellations.public import pages as public
from app.interpellations.public import places
from app.interpellations.scoreboard import pages as scoreboard
from app.interpellations.supports import pages as supports
from app.interpellations.vigies import pages as vigies

from .blueprint import blueprint

__all__ = [
    "blueprint",
    "bodies",
    "desk",
    "desk_templates",
    "filing",
    "followed",
    "guides",
    "hearing_places",
    "hearings",
    "places",
    "public",
    "scoreboard",
    "supports",
    "vigies",
]
