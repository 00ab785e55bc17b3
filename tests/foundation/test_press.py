"""15.2.2: printing a long document stops nobody."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from app.foundation.press import printed

TEMPLATE = b"""
#set document(title: "Essai")
#set text(lang: "fr")
#let data = json(bytes(sys.inputs.data))
= Essai
#for word in data.words [#word #parbreak()]
"""
MEANWHILE = """
from gevent import monkey; monkey.patch_all()
import gevent, sys
from app.foundation.press import printed
from tests.foundation.test_press import TEMPLATE
turns = 0
def turn():
    global turns
    while True:
        gevent.sleep(0.001); turns += 1
gevent.spawn(turn)
long = ["Lorem ipsum dolor sit amet. " * 60] * 150
jobs = [gevent.spawn(printed, TEMPLATE, {"words": long, "n": n}) for n in range(3)]
gevent.joinall(jobs, raise_error=True, timeout=60)
print(turns, *[job.value[:5].decode() for job in jobs])
"""


def test_what_people_write_is_no_markup():
    """1.2.8, as for any typesetter: a text is data, its signs stay signs."""
    plain = printed(TEMPLATE, {"words": ["#panic() $x$ \\"]})
    assert plain.startswith(b"%PDF-")


def test_documents_are_printed_at_the_same_time_without_disturbing_one_another():
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: printed(TEMPLATE, {"words": [str(n)]}), range(4)))
    assert all(one.startswith(b"%PDF-") for one in made)


def test_a_process_serves_its_sockets_while_it_prints():
    done = subprocess.run([sys.executable, "-c", MEANWHILE], capture_output=True, text=True, timeout=120, check=True)
    turns, *made = done.stdout.split()
    assert made == ["%PDF-"] * 3
    assert int(turns) > 20
