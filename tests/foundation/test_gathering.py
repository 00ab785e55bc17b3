import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.foundation.gathering import Gathering


def test_one_who_comes_alone_is_served_alone():
    served = []
    desk = Gathering(lambda asked: served.append(list(asked)) or [n * 2 for n in asked])
    assert [desk.ask(n) for n in (1, 2, 3)] == [2, 4, 6]
    assert served == [[1], [2], [3]]


def test_those_who_come_meanwhile_are_served_together_each_with_their_own_answer():
    served, gate, entered = [], threading.Event(), threading.Event()

    def serve(asked):
        served.append(len(asked))
        entered.set()
        gate.wait(10)
        return [n * 2 for n in asked]

    desk = Gathering(serve)
    with ThreadPoolExecutor(10) as pool:
        first = pool.submit(desk.ask, 0)
        assert entered.wait(10)
        others = [pool.submit(desk.ask, n) for n in range(1, 10)]
        while desk.waiting < 9:
            threading.Event().wait(0.005)
        gate.set()
        assert [f.result(10) for f in (first, *others)] == [n * 2 for n in range(10)]
    assert served == [1, 9]


def test_a_question_that_cannot_be_answered_spoils_no_other():
    gate, entered = threading.Event(), threading.Event()

    def serve(asked):
        entered.set()
        gate.wait(10)
        if 3 in asked:
            raise ValueError("three")
        return list(asked)

    desk = Gathering(serve)
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(desk.ask, 0)]
        assert entered.wait(10)
        asked += [pool.submit(desk.ask, n) for n in range(1, 6)]
        while desk.waiting < 5:
            threading.Event().wait(0.005)
        gate.set()
        assert isinstance(asked[3].exception(10), ValueError)
        assert [f.result(10) for n, f in enumerate(asked) if n != 3] == [0, 1, 2, 4, 5]


def test_somebody_stopped_while_serving_leaves_nobody_waiting():
    gate, entered = threading.Event(), threading.Event()
    stops = iter([KeyboardInterrupt()])

    def serve(asked):
        entered.set()
        gate.wait(10)
        stop = next(stops, None) if len(asked) > 1 else None
        if stop:
            raise stop
        return list(asked)

    desk = Gathering(serve)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(desk.ask, 0)
        assert entered.wait(10)
        others = [pool.submit(desk.ask, n) for n in range(1, 4)]
        while desk.waiting < 3:
            threading.Event().wait(0.005)
        gate.set()
        assert first.result(10) == 0
        assert {type(f.exception(10)) for f in others} == {KeyboardInterrupt}
    assert desk.ask(9) == 9


def test_a_fault_is_the_asker_s_own():
    desk = Gathering(lambda asked: [1 // n for n in asked])
    with pytest.raises(ZeroDivisionError):
        desk.ask(0)
    assert desk.ask(1) == 1
