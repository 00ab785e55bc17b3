"""What the list of a contract's actions can be filtered by, and what the filters keep."""

from collections.abc import Mapping, Sequence

from app.contracts.models import Action, Axis

from .asked import LATE, NONE, AskedActions, owner_key

HEALTH_CHOICES = (
    (LATE, "en retard ou en défaut"),
    ("late", "en retard"),
    ("failing", "en défaut"),
    ("on_time", "à l’heure"),
    ("done", "réalisées"),
    ("unknown", "on ne sait pas"),
)
Choice = tuple[str, str]


def filtered(actions: Sequence[Action], axes: Sequence[Axis], asked: AskedActions) -> list[Action]:
    """Return the actions that answer what was asked."""
    numbers = {axis.id: axis.number for axis in axes}
    return [a for a in actions if asked.keeps(a, numbers.get(a.axis_id) if a.axis_id is not None else None)]


def choices_of(actions: Sequence[Action], axes: Sequence[Axis]) -> Mapping[str, Sequence[Choice]]:
    """Return the choices that keep something, named as the address names them."""
    owners = {owner_key(a): a.owner_name or (a.owner.name if a.owner else "porteur inconnu") for a in actions}
    places = sorted({place.name for action in actions for place in action.places})
    used = {action.axis_id for action in actions}
    numbered = [(str(axis.number), f"{axis.number}. {axis.title}" if axis.official else axis.title) for axis in axes
                if axis.id in used]  # fmt: skip
    return {
        "axe": [*numbered, *([(NONE, "sans axe")] if None in used and numbered else [])],
        "sante": HEALTH_CHOICES,
        "porteur": sorted(owners.items(), key=lambda one: (one[0] == NONE, one[1])),
        "lieu": [(name, name) for name in places],
    }
