"""The public copies: who pays for a rendering, and when a copy stops being true."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from app.sittings.room.fragments import KNOWN_FOR, Drawn, Shelf


class Bench:
    """A shelf with a clock and a record that the test moves by hand, and a count of what each take cost."""

    def __init__(self) -> None:
        self.now, self.position, self.heads, self.drawings = 100.0, 7, 0, 0
        self.lasts = float("inf")
        self.shelf = Shelf(lambda: self.now)

    def head(self) -> int:
        self.heads += 1
        return self.position

    def draw(self) -> Drawn:
        self.drawings += 1
        return Drawn(self.position, f"au point {self.position}".encode(), self.lasts)

    def take(self, asked: int | None = None) -> str:
        return self.shelf.take(12, "galerie", asked, head=self.head, draw=self.draw).html.decode()


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_second_viewer_of_a_known_position_costs_nothing(bench):
    bench.take(7)
    assert [bench.take(7), bench.take(3)] == ["au point 7", "au point 7"]
    assert (bench.heads, bench.drawings) == (1, 1)


def test_a_viewer_who_knows_of_something_newer_has_it_read_once_for_all(bench):
    bench.take(7)
    bench.position = 8
    assert [bench.take(8), bench.take(8)] == ["au point 8", "au point 8"]
    assert (bench.heads, bench.drawings) == (2, 2)


def test_a_viewer_who_claims_an_absurd_position_makes_nobody_draw(bench):
    bench.take(7)
    for _ in range(5):
        assert bench.take(10**12) == "au point 7"
    assert bench.drawings == 1


def test_a_viewer_who_names_no_position_never_gets_an_older_one_than_the_record(bench):
    bench.take(7)
    bench.position = 9
    assert bench.take(None) == "au point 9"


def test_what_another_process_wrote_is_seen_within_a_second(bench):
    bench.take(7)
    bench.position = 8
    assert bench.take(7) == "au point 7"
    bench.now += KNOWN_FOR
    assert bench.take(7) == "au point 8"


def test_a_copy_that_moves_without_entries_is_drawn_again_when_it_is_too_old(bench):
    bench.lasts = 1.0
    bench.take(7)
    bench.now += 0.5
    bench.take(7)
    bench.now += 0.6
    bench.take(7)
    assert bench.drawings == 2


def test_the_tag_follows_the_content_not_the_position(bench):
    first = bench.shelf.take(12, "galerie", None, head=lambda: 1, draw=lambda: Drawn(1, b"rien de neuf"))
    second = bench.shelf.take(12, "galerie", None, head=lambda: 2, draw=lambda: Drawn(2, b"rien de neuf"))
    assert (first.position, second.position, first.tag) == (1, 2, second.tag)


def test_only_as_many_sittings_are_kept_as_the_shelf_holds(bench):
    for sitting in range(200):
        bench.shelf.take(sitting, "galerie", None, head=bench.head, draw=bench.draw)
    assert len(bench.shelf) == 64


def test_a_thousand_viewers_at_once_cost_one_rendering(bench):
    def slow() -> Drawn:
        sleep(0.05)
        return bench.draw()

    def view(_n: int) -> bytes:
        return bench.shelf.take(12, "galerie", 7, head=bench.head, draw=slow).html

    with ThreadPoolExecutor(16) as viewers:
        seen = set(viewers.map(view, range(1000)))
    assert (len(seen), bench.drawings) == (1, 1)
