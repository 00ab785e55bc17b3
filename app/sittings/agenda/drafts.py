"""What a person writes to have an item on the agenda."""

from dataclasses import dataclass
from typing import Any

from app.foundation.errors import Refused
from app.sittings.models import AgendaItem, Sitting
from app.sittings.rules.agenda import ON_THE_AGENDA
from app.sittings.words import ItemKind


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The words and the timing of an item to come, and the item it would be under."""

    title: str
    kind: ItemKind
    description: str = ""
    minutes: int | None = None
    rapporteur: str = ""
    parent: AgendaItem | None = None

    def item_for(self, sitting: Sitting, **rest: Any) -> AgendaItem:
        """Return a new item of that sitting; refuse a parent that is not on its agenda."""
        parent = self.parent
        if parent is not None and (parent.sitting_id != sitting.id or parent.state not in ON_THE_AGENDA):
            raise Refused("Le point dont il dépendrait n’est pas à l’ordre du jour de cette séance.", rule="S2")
        return AgendaItem(
            sitting_id=sitting.id,
            parent_id=parent.id if parent else None,
            title=self.title.strip(),
            description=self.description.strip(),
            kind=self.kind,
            minutes=self.minutes or None,
            rapporteur=self.rapporteur.strip(),
            **rest,
        )
