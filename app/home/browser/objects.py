"""What people call the objects of many streams, with their pages: one read for each kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from app.conferences.models import Conference
from app.contracts.models import Contract
from app.foundation.numbering import numbered
from app.interpellations.models import Body, Interpellation
from app.journal.models import JournalEntry
from app.people.models import Person
from app.sittings.models import Sitting


@dataclass(frozen=True, kw_only=True)
class Named:
    """An object as a list of entries names it."""

    title: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class _Kind:
    model: Any
    columns: tuple[Any, ...]
    named: Callable[[Any], Named]


KINDS = {
    "sitting": _Kind(
        model=Sitting,
        columns=(Sitting.title,),
        named=lambda it: Named(title=it.title, href=f"/seances/{it.id}"),
    ),
    "conference": _Kind(
        model=Conference,
        columns=(Conference.name, Conference.slug),
        named=lambda it: Named(title=it.name, href=f"/conferences/{it.slug}"),
    ),
    "contract": _Kind(
        model=Contract,
        columns=(Contract.title, Contract.slug),
        named=lambda it: Named(title=it.title, href=f"/contrats/{it.slug}"),
    ),
    "interpellation": _Kind(
        model=Interpellation,
        columns=(Interpellation.number,),
        named=lambda it: Named(
            title=_("Interpellation nº %(number)s", number=it.number) if it.number else _("Brouillon d’interpellation"),
            href=f"/interpellations/{it.number}" if it.number else "",
        ),
    ),
    "body": _Kind(model=Body, columns=(Body.name,), named=lambda it: Named(title=it.name, href=it.href)),
    "account": _Kind(
        model=Person,
        columns=(Person.given_name, Person.family_name),
        named=lambda it: Named(title=_("Compte de %(name)s", name=it.name)),
    ),
}


def objects_of(session: Session, entries: Iterable[JournalEntry]) -> dict[str, Named]:
    """Return what is known of the object of each stream: the reader may read these entries, so may know whose."""
    wanted: dict[str, set[int]] = {}
    for name, _colon, number in {entry.stream.partition(":") for entry in entries}:
        wanted.setdefault(name, set()).add(numbered(number) or 0)
    found = {f"moderation:{id}": _case(id) for id in wanted.get("moderation", ())}
    for name, ids in wanted.items():
        kind = KINDS.get(name)
        if kind is not None:
            asked = select(kind.model).where(kind.model.id.in_(ids)).options(load_only(*kind.columns))
            found |= {f"{name}:{it.id}": kind.named(it) for it in session.scalars(asked)}
    return found


def _case(id: int) -> Named:
    return Named(title=_("Signalement, dossier nº %(number)s", number=id), href=f"/moderation/dossiers/{id}")
