"""The money of a contract looked at with axe on a small screen, forms and figures alike."""

import pytest

from tests.contracts.money.conftest import table
from tests.contracts.money.test_pages import PARTS, funded

from .conftest import serious_findings
from .looks import overflow

__all__ = ["funded", "table"]
pytestmark = pytest.mark.journey


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_of_money_passes_axe_at_320_pixels(visit, funded, dark):
    funded.move("region", giving="collectivites")
    base = f"/contrats/{funded.contract.slug}/argent"
    page = visit(base, funded.people["commune"], width=320, dark=dark)
    origin = page.url.partition("/contrats")[0]
    for part in PARTS:
        page.goto(origin + base + part)
        assert serious_findings(page) == []
        assert not overflow(page)
