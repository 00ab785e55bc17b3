"""I6 between real processes: two thousand supports at once on one interpellation, counted exactly."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
import requests

from app.interpellations.models import Hearing, Interpellation, Support, ThresholdCrossing
from app.interpellations.words import EscalationCause, InterpellationState
from app.people.models import Person
from tests.builders.contracts import a_contract, a_state_service, an_action
from tests.builders.interpellations import a_file
from tests.processes import cookie_of

SUPPORTERS, ALIASES, TWICE = 2000, 60, 5
AT_ONCE = 32
PATIENCE = 240
"""Seconds that bound a failure on a busy machine."""


@pytest.fixture
def file(world):
    """An admissible file of a conference whose thresholds are the default ones: 50, 900 and 4 500."""
    conference = world.conference()
    service = a_state_service(world)
    contract = a_contract(world, service, conference_id=conference.id)
    action = an_action(world, contract, owner=service)
    return a_file(world, contract, world.person(), action, state=InterpellationState.ADMISSIBLE)


@pytest.fixture
def crowd(world):
    """Two thousand persons, and sixty second accounts under other spellings of the addresses of the first."""
    addresses = [f"soutien{n}@exemple.invalid" for n in range(SUPPORTERS)]
    addresses += [f"Soutien{n}+bis@exemple.invalid" for n in range(ALIASES)]
    people = [
        Person(given_name="Dominique", family_name=f"Exemple-{n}", email=email, created_at=world.clock())
        for n, email in enumerate(addresses)
    ]
    with world.home.units.sessions() as session:
        session.add_all(people)
        session.commit()
    return people


class Crowd:
    """Everybody supports at once, by both processes; some ask again by the other one."""

    def __init__(self, processes, file_id):
        self.processes, self.file_id = processes, file_id
        self.counted: Counter[int] = Counter()
        self.statuses: Counter[int] = Counter()
        self._lock, self._own = threading.Lock(), threading.local()

    def one(self, number, person):
        cookie = {"Cookie": cookie_of(person)}
        for again in range(2 if number % TWICE == 0 else 1):
            process = self.processes[(number + again) % 2]
            answer = self._session().post(
                f"{process.url}/api/v1/commands/interpellation.support",
                json={"data": {"interpellation_id": self.file_id}},
                headers=cookie,
                timeout=90,
            )
            with self._lock:
                self.statuses[answer.status_code] += 1
                if answer.status_code == 200:
                    self.counted[person.id] += answer.json()["result"]["new"]

    def _session(self):
        if not hasattr(self._own, "session"):
            self._own.session = requests.Session()
        return self._own.session


def test_i6_two_thousand_supports_through_two_processes_are_counted_exactly(two_processes, home, file, crowd):
    asking = Crowd(two_processes, file.id)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(asking.one, number, person) for number, person in enumerate(crowd)]
        done, late = wait(asked, timeout=PATIENCE)
        for one in late:
            one.cancel()
    assert not late, f"{len(late)} supports had no answer in {PATIENCE} seconds"
    for one in done:
        one.result()
    assert set(asking.statuses) == {200}
    assert set(asking.counted.values()) <= {0, 1}, "whoever asks twice counts once"
    with home.units.reading() as session:
        supports = session.query(Support.person_id, Support.address_digest).filter_by(interpellation_id=file.id).all()
        found = session.get_one(Interpellation, file.id)
        crossings = session.query(ThresholdCrossing).filter_by(interpellation_id=file.id).all()
        hearings = session.query(Hearing).filter_by(interpellation_id=file.id).all()
    assert (found.supports, len(supports), sum(asking.counted.values())) == (SUPPORTERS,) * 3
    assert len({digest for _, digest in supports}) == SUPPORTERS, "two accounts of one address are one person"
    assert {id for id, _ in supports} == {id for id, times in asking.counted.items() if times}
    assert (
        sorted(c.threshold for c in crossings if c.undone_at is None)
        == sorted(c.threshold for c in crossings)
        == [50, 900]
    )
    assert [h.cause for h in hearings] == [EscalationCause.THRESHOLD]


def test_i6_the_record_of_a_crowd_is_counts_that_grow_without_a_name(two_processes, home, world, file, crowd):
    asking = Crowd(two_processes, file.id)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        _, late = wait([pool.submit(asking.one, n, person) for n, person in enumerate(crowd[:200])], timeout=PATIENCE)
    assert not late
    entries = world.entries(file.stream)
    counts = [e.payload["supports"] for e in entries if e.kind == "interpellation.supports_counted"]
    assert counts == sorted(set(counts))
    assert counts[-1] == 200
    assert [e.kind for e in entries].count("interpellation.threshold_crossed") == 1
    assert {e.actor_id for e in entries} == {None}
    assert not any("Exemple-" in str(e.payload) or "@" in str(e.payload) for e in entries)
