"""What a scan says it covered: what was not reached is not called scanned, and the verdict is the exit status."""

import re

import pytest

from .__main__ import NOT_TOUCHED, verdict
from .coverage import Coverage, Site, expression_of, out_of_reach
from .report import Finding

SITE = Site(pages=("/", "/contrats/<slug>", "/seances/<int:id>"), forms=("/actes/floor.ask", "/actes/contact.write"))


def covered(**given):
    usual = {"capacity": "visitor", "crawled": 3, "pages": frozenset(SITE.pages), "forms": frozenset(SITE.forms)}
    return Coverage(**usual | given)


def test_the_site_is_read_from_the_product_itself():
    site = Site.of_the_product(NOT_TOUCHED)
    assert {"/contrats", "/seances/<int:sitting_id>/salle"} <= set(site.pages)
    assert "/actes/floor.ask" in site.forms
    assert not [page for page in site.pages if page.startswith("/api/") or "token" in page]
    assert "/actes/account.erase" not in site.forms


@pytest.mark.parametrize(
    ("page", "path", "same"),
    [
        ("/contrats/<slug>", "/contrats/crte-nord", True),
        ("/contrats/<slug>", "/contrats/crte-nord/argent", False),
        ("/seances/<int:id>.ics", "/seances/3.ics", True),
        ("/seances/<int:id>.ics", "/seances/3xics", False),
    ],
)
def test_an_address_is_known_by_its_route(page, path, same):
    assert (re.fullmatch(expression_of(page), path) is not None) is same


def test_pages_without_variable_part_are_recognised_first():
    site = Site(pages=("/contrats/<slug>", "/contrats/carte"), forms=())
    assert [page for page, _expression in site.patterns()] == ["/contrats/carte", "/contrats/<slug>"]


def test_what_nobody_reached_is_named():
    one = covered(pages=frozenset({"/"}), forms=frozenset())
    other = covered(pages=frozenset({"/contrats/<slug>"}), forms=frozenset({"/actes/floor.ask"}))
    assert out_of_reach(SITE, [one, other]) == [
        "never reached, 1 of 3 pages: /seances/<int:id>",
        "never reached, 1 of 2 forms: contact.write",
    ]
    assert out_of_reach(SITE, [covered()]) == []


def test_what_was_cut_short_is_said():
    read = Coverage.read(
        "chair",
        {"infos": {"crawled_pages_nbr": 12}},
        {"modules": {"xss": [3, 40], "sql": [40, 40]}, "pages": ["/"], "forms": []},
    )
    assert read.cut == {"xss": "3 of 40"}
    assert str(read) == "chair: 12 addresses, 1 pages, 0 forms, 1 of 2 attacks over everything; cut short: xss 3 of 40"


FINDING = Finding("Open Redirect", 2, "/x", "q", "…")


@pytest.mark.parametrize(
    ("left", "called", "unfinished", "status"),
    [
        ([], 0, [], 0),
        ([FINDING], 0, [], 1),
        ([], 2, [], 1),
        ([], 0, ["chair: signed out on the way"], 1),
    ],
)
def test_the_verdict_is_the_last_line_and_the_exit_status(capsys, left, called, unfinished, status):
    assert verdict(SITE, [covered()], left, called=called, unfinished=unfinished) == status
    assert capsys.readouterr().out.splitlines()[-1].startswith("verdict: FAILED" if status else "verdict: passed")


def test_a_scan_of_nobody_is_no_pass(capsys):
    assert verdict(SITE, [], [], called=0, unfinished=[]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("verdict: FAILED")
