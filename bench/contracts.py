"""Contracts by the thousand, and how long their pages take against what they take with forty-five."""

import statistics
import threading
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.contracts.actions.rollups import refresh_rollups
from app.contracts.alerts.queries import kept_by, twins
from app.foundation.actors import SYSTEM
from app.foundation.clock import system_clock
from app.foundation.database import make_engine, make_sessions
from app.foundation.queue import enqueue
from app.foundation.unit_of_work import Units
from app.journal.recording import write_facts

FEW, MANY, ACTIONS = 45, 2_000, 50
ASKED = 25
BATCH = 200
EXPORT_BUDGET = 60.0
"""Megabytes that a process may grow by while it gives 100,000 actions as JSON; all of them at once would take more."""
ALERTS_BUDGET = 5.0
"""Seconds that a desk may wait for its alerts with 100,000 actions: it asks for them a few times a day."""
LAND = text("""
    INSERT INTO institutions (kind, name, search_name, code, population, legal_form, zone, source)
    SELECT kind, kind || ' ' || n, kind || ' ' || n, 'B' || kind || n, 1000 + n, '', 'metro', 'bench'
    FROM (SELECT 'region' AS kind, 1 AS n UNION ALL SELECT 'departement', generate_series(1, 5)
          UNION ALL SELECT 'epci', generate_series(1, 60) UNION ALL SELECT 'commune', generate_series(1, 1200)) AS given
    """)
PARTS = text("""
    INSERT INTO institution_parts (whole_id, part_id)
    SELECT w.id, p.id FROM institutions p JOIN institutions w ON w.source = 'bench' AND p.source = 'bench' AND (
        (p.kind = 'commune' AND w.kind = 'epci' AND w.population = 1001 + (p.population % 60)) OR
        (p.kind = 'commune' AND w.kind = 'departement' AND w.population = 1001 + (p.population % 60) % 5) OR
        (p.kind = 'departement' AND w.kind = 'region'))
    """)
CONTRACTS = text("""
    INSERT INTO contracts (slug, title, search, created_at, kind, nature, state, public, parent_note, promise,
        diagnosis, strengths, territory, signed_text, signed_precision, signed_at_place, total_cents, total_qualifier,
        steering, settings, variants, notes, source, source_status_detail, import_digest, ended_reason, version,
        starts_on, ends_on)
    SELECT 'bench-' || n, 'Contrat mesuré ' || n, 'contrat mesure ' || n || ' ' || (ARRAY['ville', 'ruralite', 'foret',
        'littoral', 'montagne'])[1 + n % 5], now(), 'operational', 'contrat', 'in_force', true, '', '', '', '[]', '',
        '', '', '', CASE WHEN n % 3 = 0 THEN NULL ELSE n * 100000 END, '', '{}', '{}', '[]', '[]', '{}', '', '', '', 1,
        date '2024-01-01', date '2029-12-31'
    FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) AS n
    """)
AROUND = (
    text("""
    INSERT INTO contract_places (contract_id, name, rank, institution_id, priority)
    SELECT c.id, i.name, 1, i.id, false FROM contracts c JOIN institutions i ON i.source = 'bench'
        AND i.kind = 'epci' AND i.population = 1001 + c.id % 60
    WHERE c.slug LIKE 'bench-%' AND c.id NOT IN (SELECT contract_id FROM contract_places)
    """),
    text("""
    INSERT INTO contract_parties (contract_id, name, rank, side, institution_id, from_scheme, signatory)
    SELECT p.contract_id, p.name, 1, 'collectivites', p.institution_id, false, '' FROM contract_places p
    WHERE p.contract_id NOT IN (SELECT contract_id FROM contract_parties)
    """),
    text("""
    INSERT INTO contract_axes (contract_id, number, title, rank, official)
    SELECT c.id, n, 'Axe ' || n, n, true FROM contracts c, generate_series(1, 4) AS n
    WHERE c.slug LIKE 'bench-%' AND c.id NOT IN (SELECT contract_id FROM contract_axes)
    """),
    text("""
    INSERT INTO actions (contract_id, code, title, search, rank, created_at, description, axis_id, owner_id, owner_name,
        cost_cents, cost_qualifier, starts, due, due_on, done, progress, progress_basis, informed_on, health,
        priority_area, also_schemes, note, source, version)
    SELECT a.contract_id, c.slug || '-' || a.number || '-' || n, w.word || ' du site ' || n || ' de ' || c.title,
        w.word || ' du site ' || n || ' ' || c.search, n, now(), '', a.id, p.institution_id, p.name,
        CASE WHEN n % 2 = 0 THEN n * 5000 END, '', '', '2027-06', date '2027-06-30' - (n * 100), '',
        (ARRAY['under_way', 'done', 'in_study'])[1 + n % 3], '', current_date - 30, 'unknown', false, '[]', '', '{}', 1
    FROM contract_axes a JOIN contracts c ON c.id = a.contract_id AND c.slug LIKE 'bench-%'
        JOIN contract_parties p ON p.contract_id = c.id
        CROSS JOIN generate_series(1, CAST(:each AS integer)) AS n
        CROSS JOIN LATERAL (SELECT (ARRAY['rehabilitation', 'construction', 'amenagement', 'animation',
            'mediatheque', 'piscine', 'college', 'desserte'])[1 + (c.id + n) % 8] AS word) AS w
    WHERE a.id NOT IN (SELECT axis_id FROM actions WHERE axis_id IS NOT NULL)
    """),
    text("""
    INSERT INTO action_places (action_id, name, rank, institution_id)
    SELECT a.id, i.name, 1, i.id FROM actions a JOIN institutions i ON i.source = 'bench' AND i.kind = 'commune'
        AND i.population = 1020 + a.contract_id % 60 + 60 * (a.rank % 19)
    WHERE a.id NOT IN (SELECT action_id FROM action_places)
    """),
    text("""
    INSERT INTO funding_lines (action_id, funder_name, rank, funder_id, amount_cents, qualifier, period, years, via,
        counted_in_parent, note)
    SELECT a.id, a.owner_name, 1, a.owner_id, a.cost_cents / 2, '', 'total', '', '', false, '' FROM actions a
    WHERE a.cost_cents IS NOT NULL AND a.id NOT IN (SELECT action_id FROM funding_lines)
    """),
)


def load(database_url: str, first: int, last: int) -> None:
    """Store contracts of these numbers with fifty actions each, counted as changes would have."""
    engine = make_engine(database_url)
    units = Units(engine, make_sessions(engine), system_clock, write_facts, enqueue)
    with units.begin(SYSTEM) as work:
        if work.session.scalar(text("SELECT count(*) FROM institutions WHERE source = 'bench'")) == 0:
            work.session.execute(LAND)
            work.session.execute(PARTS)
        work.session.execute(CONTRACTS, {"first": first, "last": last})
        for statement in AROUND:
            given = {"each": -(-ACTIONS // 4)} if "each" in statement.compile().params else {}
            work.session.execute(statement, given)
        named = text(
            "SELECT id FROM contracts WHERE slug LIKE 'bench-%' "
            "AND id NOT IN (SELECT contract_id FROM contract_rollups)"
        )
        ids = list(work.session.scalars(named))
    for start in range(0, len(ids), BATCH):
        with units.begin(SYSTEM) as work:
            refresh_rollups(work, ids[start : start + BATCH])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def pages_of(database_url: str) -> dict[str, str]:
    """Return what is measured: the overview, a search, territories, the page of a contract.

    The wide territory is the whole région: its first page is full with forty-five contracts already, so that both times
    are of the same page, and its lens is the widest. The narrow one is a commune: what concerns it comes through its
    EPCI, which signs one contract in sixty.
    """
    with make_engine(database_url).connect() as connection:
        named = text("SELECT id FROM institutions WHERE source = 'bench' AND name = :name")
        region, commune = (connection.execute(named, {"name": n}).scalar() for n in ("region 1", "commune 21"))
    return {
        "overview": "/contrats",
        "search": "/contrats?q=mediatheque+foret&etat=in_force",
        "territory": f"/contrats?territoire={region}",
        "commune": f"/contrats?territoire={commune}",
        "page": "/contrats/bench-1",
    }


def median_times(url: str, pages: dict[str, str]) -> dict[str, float]:
    """Return the median time of each page in milliseconds, asked one after the other."""
    found = {}
    for name, path in pages.items():
        times = []
        for _ in range(ASKED):
            began = time.perf_counter()
            with urllib.request.urlopen(f"{url}{path}") as answer:
                answer.read()
            times.append((time.perf_counter() - began) * 1000)
        # The first ones fill caches and compile statements.
        found[name] = statistics.median(times[3:])
    return found


def seconds_of_alerts(database_url: str) -> float:
    """Return how long a desk that keeps every contract waits for the probable duplicates among 100,000 actions."""
    engine = make_engine(database_url)
    with Session(engine) as session:
        began = time.perf_counter()
        twins(session, kept_by(SYSTEM))
        taken = time.perf_counter() - began
    engine.dispose()
    return taken


def growth_of_export(url: str, memory: Any) -> float:
    """Return how many megabytes the process grew by while it gave every action as JSON."""
    before, highest, done = memory(), [memory()], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            highest.append(memory())

    watcher = threading.Thread(target=watch)
    watcher.start()
    with urllib.request.urlopen(f"{url}/contrats/export/actions.json") as answer:
        while answer.read(1 << 16):
            pass
    done.set()
    watcher.join()
    return float(max(highest) - before)


def contracts(machine: Any) -> Iterator[Any]:
    """Pages with 2,000 contracts and 100,000 actions against the same with 45; and what an export costs in memory."""
    from bench.figures import Figure

    with machine.apart() as (process, database_url):
        load(database_url, 1, FEW)
        pages = pages_of(database_url)
        few = median_times(process.url, pages)
        load(database_url, FEW + 1, MANY)
        many = median_times(process.url, pages)
        grown = growth_of_export(process.url, process.memory)
        waited = seconds_of_alerts(database_url)
    for name in pages:
        yield Figure(
            figure=f"contracts_{name}_2000", value=many[name], peer=few[name], unit="ms", goal=3.0, at_most=True
        )
    yield Figure(figure="alerts_100000_actions", value=waited, peer=ALERTS_BUDGET, unit="s", goal=1.0, at_most=True)
    yield Figure(
        figure="export_100000_actions_memory", value=grown, peer=EXPORT_BUDGET, unit="MB", goal=1.0, at_most=True
    )
