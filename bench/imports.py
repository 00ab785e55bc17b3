"""How fast contracts come from a file, against a bare COPY of the rows they leave."""

import io
import time
from typing import Any

import psycopg

from app import create_app
from app.config import Settings
from app.contracts.importing.catalogue import import_schemes
from app.contracts.importing.operations import import_contracts
from app.demo.data import shipped
from app.foundation.actors import SYSTEM
from app.web.house import House
from bench.machine import Machine
from tests.processes import SECRET

CONTRACTS, ACTIONS = 250, 40
TABLES = (
    *("contracts", "contract_axes", "contract_parties", "contract_places", "contract_indicators", "imported_records"),
    *("actions", "action_partners", "action_places", "funding_lines", "indicator_values"),
)


def seconds_to_import(machine: Machine) -> float:
    """Import ten thousand actions and return how long it took, commit included."""
    home = home_of(machine)
    given = contracts()
    with home.units.begin(SYSTEM) as work:
        import_schemes(work, shipped("dispositifs"))
    begun = time.perf_counter()
    with home.units.begin(SYSTEM) as work:
        import_contracts(work, given)
    return time.perf_counter() - begun


def seconds_to_copy(machine: Machine) -> float:
    """Copy the rows that the import left to tables of the same shape, and return how long it took."""
    with psycopg.connect(machine.database_url) as connection:
        texts = {}
        for table in TABLES:
            out = io.BytesIO()
            with connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:  # type: ignore[arg-type]
                for block in copy:
                    out.write(block)
            texts[table] = out.getvalue()
            connection.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")  # type: ignore[arg-type]
        connection.commit()
        begun = time.perf_counter()
        for table, content in texts.items():
            with connection.cursor().copy(f"COPY bare_{table} FROM STDIN") as copy:  # type: ignore[arg-type]
                copy.write(content)
        connection.commit()
        return time.perf_counter() - begun


def home_of(machine: Machine) -> House:
    """Return a house on the machine's database."""
    app = create_app(Settings(database_url=machine.database_url, secret_key=SECRET, trial=True))
    home: House = app.extensions["cotap"]
    return home


def contracts() -> list[Any]:
    """Return contracts like those of the region, with actions, funding, places and indicators."""
    return [contract(number) for number in range(CONTRACTS)]


def contract(number: int) -> dict[str, Any]:
    """Return one contract as a file gives it."""
    return {
        "slug": f"mesure-{number}",
        "intitule": f"Contrat de mesure {number}",
        "dispositif": "cdt",
        "nature": "contrat",
        "statut": "signe",
        "territoire": f"Pays {number}",
        "perimetre": [f"Communauté de communes du Pays {number}"],
        "signataires": ["État", "Conseil régional Hauts-de-France", f"Communauté de communes du Pays {number}"],
        "axes": [{"numero": axis, "intitule": f"Axe {axis}"} for axis in range(1, 6)],
        "actions": [action(f"mesure-{number}-a{rank}", rank) for rank in range(ACTIONS)],
        "source": {"document": "mesure", "page": number},
    }


def action(code: str, rank: int) -> dict[str, Any]:
    """Return one action as a file gives it."""
    return {
        "id": code,
        "intitule": f"Rénover le site {code}",
        "axe": 1 + rank % 5,
        "description": "Travaux d’isolation, accès et abords, en deux tranches.",
        "porteur": "Conseil régional Hauts-de-France",
        "partenaires": ["État"],
        "lieux": [f"Site {rank}"],
        "cout_total_eur": 1_000_000 + rank,
        "financements": [
            {"financeur": "État", "montant_eur": 300_000, "qualificatif": "près de"},
            {"financeur": "Conseil régional Hauts-de-France", "montant_eur": 200_000},
        ],
        "echeance": "2027-T4",
        "avancement": "en cours",
        "indicateurs": [{"nom": "Logements", "valeur": rank, "cible": 100, "unite": "logements", "date": "2019"}],
        "source": {"document": "mesure", "page": rank},
    }
