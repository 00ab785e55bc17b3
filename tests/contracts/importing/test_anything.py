"""P2: whatever a file holds, it is read or refused in words; it never breaks."""

import copy
import json
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.contracts.importing.catalogue import import_schemes
from app.contracts.importing.faults import BadFile
from app.contracts.importing.operations import import_contracts
from app.contracts.importing.reading import parse
from app.contracts.importing.sheets.cells import read_table
from app.contracts.models import Contract
from app.demo.data import shipped
from app.foundation.actors import SYSTEM
from app.foundation.errors import Invalid

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(["\x00", "\ud800", "2019-02-30", "0000", "2019-T5", " "]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["document", "page", "axes", "\x00"]), st.text(max_size=3), max_size=2),
)


class TakenBack(Exception):
    """What was read well is not kept from one example to the next."""


def leaves(value, path=()):
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*path, key)
        yield from leaves(one, (*path, key))


CONTRACT = next(record for record in shipped("contrats") if record["slug"] == "pacte-sambre-avesnois-thierache")
SCHEME = shipped("dispositifs")[0]


def spoilt(record, path, odd):
    given = copy.deepcopy(record)
    *above, last = path
    place = given
    for key in above:
        place = place[key]
    place[last] = odd
    return parse(json.dumps([given], default=float), "f.json")


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(sorted(leaves(CONTRACT), key=str)), odd=ODD)
def test_p2_any_field_of_a_contract_is_read_or_refused_in_words(home, world, path, odd):
    with home.units.reading() as session:
        known = session.scalar(select(func.count(Contract.id)))
    with suppress(BadFile, TakenBack), home.units.begin(SYSTEM) as work:
        import_schemes(work, shipped("dispositifs"))
        import_contracts(work, spoilt(CONTRACT, path, odd))
        raise TakenBack
    with home.units.reading() as session:
        assert session.scalar(select(func.count(Contract.id))) == known


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(sorted(leaves(SCHEME), key=str)), odd=ODD)
def test_p1_any_field_of_a_scheme_is_read_or_refused_in_words(home, world, path, odd):
    with suppress(BadFile, TakenBack), home.units.begin(SYSTEM) as work:
        import_schemes(work, spoilt(SCHEME, path, odd))
        raise TakenBack


@given(st.binary(max_size=200))
def test_p2_any_bytes_are_a_table_or_refused_in_words(content):
    with suppress(Invalid):
        assert read_table(content).lines
