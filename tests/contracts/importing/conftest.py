"""A file of contracts at hand, small and mutable, with the catalogue it refers to."""

import copy
from typing import Any

import pytest

from app.contracts.importing.catalogue import import_schemes
from app.contracts.importing.operations import Imported, import_contracts
from app.demo.data import shipped
from app.foundation.actors import SYSTEM

SMALL = ("contrat-ville-bassin-lillois", "cdt-amienois", "erbm-bassin-minier", "ctes-sambre-avesnois")


@pytest.fixture
def catalogue(home, world):
    with home.units.begin(SYSTEM) as work:
        import_schemes(work, shipped("dispositifs"))


@pytest.fixture
def bring(home, catalogue):
    """Import contracts as the command line does."""

    def _bring(given: list[Any], **more: Any) -> Imported:
        with home.units.begin(SYSTEM) as work:
            return import_contracts(work, copy.deepcopy(given), **more)

    return _bring


@pytest.fixture
def contracts() -> list[Any]:
    wanted = ("pacte-sambre-avesnois-thierache", *SMALL)
    return [record for record in shipped("contrats") if record["slug"] in wanted]


def named(contracts: list[Any], slug: str) -> Any:
    return next(record for record in contracts if record["slug"] == slug)
