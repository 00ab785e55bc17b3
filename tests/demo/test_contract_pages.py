"""Every page of contracts with the real data of the demonstration: it opens, and asks at most twelve things."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.models import (
    Action,
    Clause,
    Contract,
    ContractAgent,
    ContractParty,
    ContractReview,
    Rider,
    Scheme,
    SignedText,
)
from app.contracts.overview.writers import WRITERS
from app.contracts.words import ClauseKind
from app.demo.cast import PLAYERS
from app.demo.staging import address
from app.institutions.models import Institution
from app.people.queries import person_by_email
from tests.processes import session_of
from tests.queries_counter import counter_of

MOST = 12
# What a refusal puts on record is a change of its own, after the page said no: not what the page asks.
NOTED = re.compile(r"\b(refusal_counts|journal|journal_streams|pg_notify)\b")
Row = dict[str, Any]
# What the demonstration holds no row of: their own tests open these pages.
ELSEWHERE = {"contracts.preview", "contracts.action_document", "contracts.agent_pdf"}
SELECTIONS = ("contracts.overview", "contracts.charts", "contracts.map_of_perimeters", "contracts.export")


class Rows:
    """What the addresses of the pages are made of, by the names that the rules give to their parts."""

    def __init__(self, session: Session) -> None:
        contracts = session.scalars(select(Contract).order_by(Contract.id)).all()
        self.slugs = {contract.id: contract.slug for contract in contracts}
        self.kinds = self._one_of_each(contracts)
        self.actions = [{"code": code} for code in session.scalars(select(Action.code).order_by(Action.id))]
        self.schemes = [{"code": code} for code in session.scalars(select(Scheme.code).order_by(Scheme.id))]
        free = select(Rider.contract_id, Rider.number, Clause.id).join(Clause, Clause.rider_id == Rider.id)
        self.free = [
            {"slug": self.slugs[of], "number": number, "kind": "free", "clause_id": id}
            for of, number, id in session.execute(free.where(Clause.kind == ClauseKind.FREE))
        ]
        agents = select(ContractParty.contract_id, ContractAgent.id).join(
            ContractAgent, ContractAgent.party_id == ContractParty.id
        )
        self.agents = self._of(session, agents, "agent_id")
        self.reviews = self._of(session, select(ContractReview.contract_id, ContractReview.id), "id")
        self.texts = self._of(session, select(SignedText.contract_id, SignedText.number), "number")
        self.riders = self._of(session, select(Rider.contract_id, Rider.number), "number")
        places = select(Institution.id).where(Institution.name.in_(("Hauts-de-France", "Maubeuge", "Nord")))
        self.territories = session.scalars(places.order_by(Institution.id)).all()

    def _one_of_each(self, contracts: Sequence[Contract]) -> set[str]:
        """Return a contract of each state, nature, kind and origin: those that take different paths."""
        found = {(c.state, c.nature, c.kind, c.imported, c.public, c.parent_id is None): c.slug for c in contracts}
        return set(found.values())

    def _of(self, session: Session, wanted: Any, name: str) -> list[Row]:
        return [{"slug": self.slugs[of], name: value} for of, value in session.execute(wanted)]

    def named(self, arguments: frozenset[str], endpoint: str) -> list[Row]:
        """Return the rows that fill the parts of an address."""
        every = [{"slug": slug} for slug in self.slugs.values()]
        clauses = [kind.value for kind in ClauseKind]
        tables: dict[frozenset[str], list[Row]] = {
            frozenset(): [{}],
            frozenset({"slug"}): every,
            frozenset({"code"}): self.schemes if endpoint == "contracts.scheme" else self.actions,
            frozenset({"slug", "agent_id"}): self.agents,
            frozenset({"slug", "id"}): self.reviews,
            frozenset({"slug", "number"}): self.texts if endpoint == "contracts.sealed_text" else self.riders,
            frozenset({"slug", "kind"}): [row | {"kind": kind} for row in every for kind in clauses],
            frozenset({"slug", "number", "kind"}): [row | {"kind": kind} for row in self.riders for kind in clauses],
            frozenset({"slug", "form"}): [row | {"form": form} for row in every for form in WRITERS],
            frozenset({"what"}): [{"what": what} for what in ("actions", "financements")],
            frozenset({"slug", "what"}): [
                row | {"what": what} for row in every for what in ("actions", "financements")
            ],
            frozenset({"what", "form"}): [{"what": "contrats", "form": form} for form in WRITERS],
            frozenset({"slug", "number", "kind", "clause_id"}): self.free,
        }
        return tables.get(arguments, [])


@pytest.fixture
def rows(ordinary) -> Iterator[Rows]:
    with ordinary.home.units.reading() as session:
        yield Rows(session)


def addresses(app, rows, kept):
    """Return the addresses of every page, and the pages that have none."""
    found, every, reached = [], set(), set()
    urls = app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("contracts.") or "GET" not in (rule.methods or ()):
            continue
        arguments = frozenset(rule.arguments - set(rule.defaults or ()))
        filled = [row for row in rows.named(arguments, rule.endpoint) if kept(rule.endpoint, row)]
        paths = [urls.build(rule.endpoint, row) for row in filled]
        if rule.endpoint in SELECTIONS:
            paths += [f"{path}?territoire={id}&tri=retard" for path in paths for id in rows.territories]
        found += paths
        every.add(rule.endpoint)
        if paths:
            reached.add(rule.endpoint)
    return found, every - reached - ELSEWHERE


def broken(loaded, client, paths, allowed):
    """Return the pages that do not open or that ask too much, with what they answer."""
    counted = counter_of(loaded.home.engine)
    found = []
    for path in paths:
        with counted(10_000) as sent:
            answer = client.get(path)
        answer.close()
        asked = sent if answer.status_code != 403 else [one for one in sent if not NOTED.search(one)]
        if answer.status_code not in allowed or len(asked) > MOST:
            found.append(f"{answer.status_code}, {len(asked)} queries: {path}")
    return found


def as_player(loaded, player):
    client = loaded.app.test_client()
    with loaded.home.units.reading() as session:
        person = person_by_email(session, address(PLAYERS[player]))
    with client.session_transaction() as cookie:
        cookie.update(session_of(person))
    return client


def test_every_page_of_every_contract_opens_to_a_visitor_within_twelve_queries(ordinary, rows):
    # A desk says no to a visitor (401), a draft is not there for them (404): neither may break.
    paths, _without = addresses(ordinary.app, rows, lambda _endpoint, row: row.get("kind") in (None, "review"))
    found = broken(ordinary, ordinary.app.test_client(), paths, {200, 302, 303, 401, 404})
    assert not found, "\n".join(found)


@pytest.mark.parametrize("player", ["secretariat", "referent_maubeuge"])
def test_every_page_of_each_kind_of_contract_opens_to_its_desk_within_twelve_queries(ordinary, rows, player):
    paths, without = addresses(
        ordinary.app, rows, lambda _endpoint, row: "slug" not in row or row["slug"] in rows.kinds
    )
    # 403: the news of an action are its owner's to give, and the desk of a contract its parties'.
    found = broken(ordinary, as_player(ordinary, player), paths, {200, 302, 303, 403})
    assert not found, "\n".join(found)
    assert not without, f"no page of the demonstration answers to {sorted(without)}"
