"""Names of a file brought to the directory: bodies it does not hold yet are added, other names remembered."""

from collections.abc import Iterable, Iterator, Sequence

from app.contracts.models import NameAlias
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.naming import search_form, shown_name
from app.institutions.operations import add_partner

from .bodies import Body
from .recognition import Recognised, Recogniser, recogniser
from .records import ContractRecord


def recognise_names(
    work: UnitOfWork, records: Sequence[ContractRecord], bodies: Sequence[Body], region_id: int | None
) -> tuple[Recogniser, int]:
    """Return who the names of the records are, and how many bodies had to be added to the directory for it."""
    used = set(names_in(records))
    others = {name for body in bodies for name in (body.name, *body.aliases)}
    knows = recogniser(work.session, used | others, region_id)
    added = 0
    forms = {search_form(name) for name in used}
    for body in bodies:
        if body.none:
            _set_aside(work, knows, body.form)
            continue
        if body.kind is not None and body.form in forms and knows.body(body.name) is None:
            partner = add_partner(work, kind=body.kind, name=shown_name(body.name))
            knows.learn(body.form, Recognised(partner.id, body.kind))
            added += 1
        _remember_aliases(work, knows, body)
    work.session.flush()
    return knows, added


def names_in(records: Iterable[ContractRecord]) -> Iterator[str]:
    """Yield every name of the records that may be an institution or a territory."""
    for record in records:
        yield from record.signatories
        yield from record.perimeter
        for action in record.actions:
            yield from filter(None, (action.owner,))
            yield from action.partners
            yield from action.places
            yield from (line.funder for line in action.funding)


def _set_aside(work: UnitOfWork, knows: Recogniser, form: str) -> None:
    if form not in knows.nobody and form not in knows.aliases:
        knows.nobody.add(form)
        work.session.add(NameAlias(search_name=form))


def _remember_aliases(work: UnitOfWork, knows: Recogniser, body: Body) -> None:
    """Keep the other names of a body, unless they already mean somebody."""
    found = knows.body(body.name)
    if found is None:
        return
    for alias in body.aliases:
        form = search_form(alias)
        if form and form not in knows.aliases and form not in knows.nobody and knows.body(alias) is None:
            knows.learn(form, found)
            work.session.add(NameAlias(search_name=form, institution_id=found.id))
