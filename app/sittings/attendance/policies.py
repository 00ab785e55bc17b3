"""Who marks whom present. The docstring is what the refused person reads."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor
from app.sittings import roles

if TYPE_CHECKING:
    from app.sittings.models import Sitting


def may_attend(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls les membres et le représentant de l’État entrent en séance. Le public la suit depuis sa page."""
    return roles.takes_part(actor, sitting)


def may_keep_attendance(actor: Actor, sitting: "Sitting") -> bool:
    """Seuls la présidence et le secrétariat notent la présence de quelqu’un d’autre."""
    return roles.bureau(actor, sitting)
