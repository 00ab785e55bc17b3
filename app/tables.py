"""Every entity of the house, imported once for migrations and for comparing them with the models."""

from app.conferences import models as conferences
from app.contracts import models as contracts
from app.following import models as following
from app.institutions import models as institutions
from app.interpellations import models as interpellations
from app.journal import models as journal
from app.moderation import models as moderation
from app.notices import models as notices
from app.people import models as people
from app.people.providers import models as providers
from app.people.refusals import models as refusals
from app.sittings import models as sittings
from app.switches import models as switches
from app.watch import models as watch

FEATURES = (
    watch,
    switches,
    journal,
    notices,
    people,
    following,
    providers,
    refusals,
    institutions,
    conferences,
    sittings,
    contracts,
    interpellations,
    moderation,
)
