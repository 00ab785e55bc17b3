"""Puts one line of a spreadsheet into effect through the operations of actions, or says why it cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.contracts.actions.naming import found_names
from app.contracts.actions.operations import describing, following, funding
from app.contracts.actions.operations.describing import Because
from app.contracts.actions.operations.following import News
from app.contracts.importing.recognition import Recogniser, recogniser
from app.contracts.loading import contract_of
from app.contracts.models import Action, Contract, FundingLine
from app.foundation.errors import DomainError, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.naming import search_form

from .columns import ACTIONS

Changes = dict[str, Any]
ADDED, CHANGED, UNCHANGED, REFUSED = "added", "changed", "unchanged", "refused"
NEWS: Final = ("progress", "progress_percent", "done")
LISTS: Final = ("partners", "places")


@dataclass(kw_only=True)
class Outcome:
    """What a line does: added, changed field by field, unchanged, or refused with the reason."""

    line: int
    kind: str
    name: str = ""
    code: str = ""
    changes: Changes = field(default_factory=dict)
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the outcome ready for JSON."""
        return dict(vars(self))


class Applier:
    """Applies the lines of one file, each on its own: a refused line leaves the others alone."""

    def __init__(self, work: UnitOfWork, what: str, contract: Contract | None) -> None:
        self.work = work
        self.what = what
        self.contract = contract
        self.touched: set[int] = {contract.id} if contract else set()
        self._contracts: dict[str, Contract] = {}
        self._titles: dict[int, dict[str, list[str]]] = {}
        self._new: set[str] = set()
        self._knows: Recogniser | None = None

    def apply(self, lines: Sequence[tuple[int, dict[str, Any], list[str]]]) -> list[Outcome]:
        """Apply the lines in their order; return what each did."""
        named = {fields[name] for _, fields, _ in lines for name in ("owner_name", "funder_name") if fields.get(name)}
        region = self.contract.conference.region_id if self.contract and self.contract.conference else None
        self._knows = recogniser(self.work.session, named, region)
        return [self._one(number, dict(fields), faults) for number, fields, faults in lines]

    def _one(self, number: int, fields: dict[str, Any], faults: list[str]) -> Outcome:
        name = str(fields.get("title") or fields.get("funder_name") or fields.get("code") or "")
        code = str(fields.get("code") or "")
        if faults:
            return Outcome(line=number, kind=REFUSED, name=name, code=code, reason=" ".join(faults))
        facts, jobs = len(self.work.facts), len(self.work.jobs)
        try:
            with self.work.session.begin_nested():
                put = self._action if self.what == ACTIONS else self._funding
                kind, action, changes = put(fields)
        except DomainError as refused:
            # What the line would have told is taken back with it.
            del self.work.facts[facts:]
            del self.work.jobs[jobs:]
            told = " ".join([refused.detail, *(one["detail"] for one in refused.members.get("errors", ()))])
            return Outcome(line=number, kind=REFUSED, name=name, code=code, reason=told)
        if kind == ADDED and self.what == ACTIONS:
            self._new.add(action.code)
            self._codes(action.contract).setdefault(search_form(action.title), []).append(action.code)
        return Outcome(line=number, kind=kind, name=name or action.title, code=action.code, changes=changes)

    def _action(self, fields: dict[str, Any]) -> tuple[str, Action, Changes]:
        reason = str(fields.pop("reason", ""))
        code = str(fields.pop("code", ""))
        slug = str(fields.pop("contract", ""))
        code = code or self._code_of(self._contract(slug), str(fields.get("title", "")))
        if not code:
            return self._added(self._contract(slug), fields, reason)
        action = self._found(code)
        if slug and slug != action.contract.slug:
            raise Refused(f"Cette action est celle du contrat « {action.contract.slug} ».")
        news: dict[str, Any] = {name: fields.pop(name) for name in NEWS if name in fields}
        _keep_name(fields, "owner_name", action.owner_name)
        told = self._told(action.contract, fields)
        changes = _different(action, told)
        if changes:
            given = {name: told[name] for name in changes}
            version, because = action.version, Because(reason=reason)
            describing.change_action(self.work, action, expected_version=version, values=given, because=because)
        changes |= self._news(action, news, reason)
        return (CHANGED if changes else UNCHANGED), action, changes

    def _code_of(self, contract: Contract, title: str) -> str:
        """Return the code of the action that has this title already, so that a file sent twice adds nothing twice."""
        found = self._codes(contract).get(search_form(title), []) if title else []
        if self._new.intersection(found):
            raise Refused(
                "Une ligne plus haut ajoute déjà une action de cet intitulé : donnez-leur des noms distincts."
            )
        if len(found) > 1:
            raise Refused(f"{len(found)} actions du contrat portent cet intitulé : dites laquelle par la colonne code.")
        return found[0] if found else ""

    def _codes(self, contract: Contract) -> dict[str, list[str]]:
        if contract.id not in self._titles:
            codes = self._titles[contract.id] = {}
            rows = self.work.session.execute(select(Action.title, Action.code).filter_by(contract_id=contract.id))
            for title, code in rows:
                codes.setdefault(search_form(title), []).append(code)
        return self._titles[contract.id]

    def _added(self, contract: Contract, fields: dict[str, Any], reason: str) -> tuple[str, Action, Changes]:
        if not fields.get("title"):
            raise Refused("Une nouvelle action a au moins un intitulé ; une action connue a son code.")
        news: dict[str, Any] = {name: fields.pop(name) for name in NEWS if name in fields}
        told = self._told(contract, fields)
        action = describing.create_action(self.work, contract, values=told, because=Because(reason=reason))
        changes = {name: [None, _plain(value)] for name, value in told.items() if value not in ("", None, [])}
        return ADDED, action, changes | self._news(action, news, reason)

    def _news(self, action: Action, news: Mapping[str, Any], reason: str) -> Changes:
        changes = _different(action, news)
        if changes:
            said = News(values={name: news[name] for name in changes}, text=reason)
            following.update_action(self.work, action, expected_version=action.version, news=said)
        return changes

    def _told(self, contract: Contract, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the fields as the operations of actions take them: the axis and the owner by identity."""
        if "axis" in fields:
            number = fields.pop("axis")
            axes = {axis.number: axis.id for axis in contract.axes}
            if number is not None and number not in axes:
                raise Refused(f"L’axe {number} n’existe pas dans ce contrat.")
            fields["axis_id"] = axes[number] if number is not None else None
        if "owner_name" in fields:
            fields["owner_id"] = self._institution(fields["owner_name"])
        return fields

    def _funding(self, fields: dict[str, Any]) -> tuple[str, Action, Changes]:
        reason = str(fields.pop("reason", ""))
        action = self._found(str(fields.pop("code", "")))
        line = _line_of(action, fields)
        if line is None and not fields.get("funder_name"):
            raise Refused("Nommez le financeur.")
        _keep_name(fields, "funder_name", line.funder_name if line else "")
        if "funder_name" in fields:
            fields["funder_id"] = self._institution(fields["funder_name"])
        changes = _different(line, fields)
        if line is not None and not changes:
            return UNCHANGED, action, {}
        values = {name: fields[name] for name in changes} if line is not None else fields
        funding.set_funding_line(self.work, action, line, expected_version=action.version, values=values, text=reason)
        if "funder_id" in changes and len(changes) > 1:
            del changes["funder_id"]
        return (CHANGED if line is not None else ADDED), action, changes

    def _institution(self, name: str) -> int | None:
        found = self._knows.body(name) if self._knows and name else None
        return found.id if found else found_names(self.work.session, [name]).get(name) if name else None

    def _contract(self, slug: str) -> Contract:
        """Return the contract a line names, or the only one the file may touch, locked."""
        if self.contract is not None and slug in ("", self.contract.slug):
            return self.contract
        if self.contract is not None:
            raise Refused(f"Cet envoi ne concerne que le contrat « {self.contract.slug} ».")
        if not slug:
            raise Refused("Dites de quel contrat : la colonne contrat donne son identifiant.")
        if slug not in self._contracts:
            id = self.work.session.scalar(select(Contract.id).where(Contract.slug == slug))
            self._contracts[slug] = contract_of(self.work, id or 0)
            self.touched.add(self._contracts[slug].id)
        return self._contracts[slug]

    def _found(self, code: str) -> Action:
        loaded = (selectinload(Action.partners), selectinload(Action.places), selectinload(Action.funding))
        found = self.work.session.scalars(
            select(Action).where(Action.code == code).options(joinedload(Action.contract), *loaded)
        ).one_or_none()
        if found is None:
            raise Refused(f"Aucune action n’a le code « {code} ». Laissez le code vide pour en ajouter une.")
        self._contract(found.contract.slug)
        return found


def _keep_name(fields: dict[str, Any], name: str, known: str) -> None:
    """Leave alone a name that is written again: whom it means was settled before."""
    if known and search_form(str(fields.get(name, ""))) == search_form(known):
        del fields[name]


def _line_of(action: Action, fields: dict[str, Any]) -> FundingLine | None:
    """Return the line that the fields are about: by its rank, else by its funder; None for a new one."""
    rank = fields.pop("rank", None)
    if rank is not None:
        found = [line for line in action.funding if line.rank == rank]
        if not found:
            raise Refused(f"Cette action n’a pas de ligne de rang {rank}. Laissez le rang vide pour en ajouter une.")
        return found[0]
    form = search_form(fields.get("funder_name", ""))
    same = [line for line in action.funding if search_form(line.funder_name) == form]
    if len(same) > 1:
        raise Refused("Ce financeur a plusieurs lignes dans cette action : dites laquelle par la colonne rang.")
    return same[0] if same else None


def _different(entity: Any, values: Mapping[str, Any]) -> Changes:
    """Return `{field: [before, after]}` of what differs; everything that is said, when there is nothing yet."""
    found: Changes = {}
    for name, value in values.items():
        before = None if entity is None else getattr(entity, name)
        if name in LISTS and before is not None:
            before = [one.name for one in before]
        if before != value:
            found[name] = [_plain(before), _plain(value)]
    return found


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
