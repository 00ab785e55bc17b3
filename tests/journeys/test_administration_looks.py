"""What those who keep the house look at every day, as full as the demonstration makes it: readable by everybody."""

import pytest

from tests.journeys.looks import overflow, serious_findings

OPERATOR = (
    "/administration",
    "/administration/journal",
    "/administration/journal?objet=zzz",
    "/administration/services",
    "/administration/messages",
    "/compte/donnees",
)
SECRETARY = (
    "/conferences/hauts-de-france/administration",
    "/conferences/hauts-de-france/reglement",
    "/conferences/hauts-de-france/pouvoirs",
    "/instances",
    "/vigies",
)
OFFICER = ("/interpellations/bureau", "/interpellations/bureau/modeles")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_those_who_keep_the_house_has_a_serious_fault(visit, demo, width, dark):
    for who, paths in (("administration", OPERATOR), ("secretariat", SECRETARY), ("referent_maubeuge", OFFICER)):
        page = visit("/contact", demo.person(who), process=demo.process, width=width, dark=dark)
        for path in paths:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            assert serious_findings(page) == [], path
            assert overflow(page) == 0, path
