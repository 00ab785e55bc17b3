"""How actions are named and found: codes for good, words to search, names recognised in the directory."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.contracts.models import Action, Contract, NameAlias
from app.institutions.models import Institution
from app.institutions.naming import search_form


def new_code(session: Session, contract: Contract) -> str:
    """Return the next free code of a contract's actions: `<slug>-a<n>`. Call it with the contract's row locked."""
    taken = set(session.scalars(select(Action.code).where(Action.code.startswith(f"{contract.slug}-a"))))
    number = 1 + len(taken)
    while f"{contract.slug}-a{number}" in taken:
        number += 1
    return f"{contract.slug}-a{number}"


def search_text(title: str, description: str) -> str:
    """Return what an action is found by."""
    return search_form(f"{title} {description}")


def found_names(session: Session, names: Iterable[str]) -> Mapping[str, int]:
    """Return the institution of each name that the directory or the desk knows for certain; others are absent."""
    forms = {name: search_form(name) for name in names}
    wanted = set(forms.values())
    if not wanted:
        return {}
    aliases = select(NameAlias.search_name, NameAlias.institution_id).where(NameAlias.search_name.in_(wanted))
    known = {row.search_name: row.institution_id for row in session.execute(aliases)}
    alone = (
        select(Institution.search_name, func.min(Institution.id))
        .where(Institution.search_name.in_(wanted))
        .group_by(Institution.search_name)
        # Two communes may share a name: it is then for the desk to say which.
        .having(func.count() == 1)
    )
    for form, id in session.execute(alone):
        known.setdefault(form, id)
    return {name: known[form] for name, form in forms.items() if form in known}
