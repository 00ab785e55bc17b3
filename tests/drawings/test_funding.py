"""Amounts stacked by funder, and the curve of the strata."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.drawings.money_words import in_full, in_short, round_top
from app.drawings.stacked_funding import STUB, Stack, stacked_funding, stacked_funding_table
from app.drawings.strata_curve import OnCurve, strata_curve, strata_table

from .svgs import having, parsed, view_box, words


def plain(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def widths(drawn: str, class_: str) -> list[float]:
    return [float(part.get("width") or 0) for part in having(drawn, class_) if part.get("height") == "22"]


STATE_AND_REGION = Stack(label="Contrat", parts=[("État", 300_00), ("Région", 100_00)])


def test_parts_keep_their_proportions_from_zero() -> None:
    drawn = stacked_funding([STATE_AND_REGION], id="a", title="Financements")
    assert widths(drawn, "part") == [270, 90]
    assert "État : 300 €" in words(drawn)


def test_what_exists_without_a_funder_is_hatched_at_its_size_and_what_nobody_sizes_is_a_stub() -> None:
    sized = stacked_funding([Stack(label="", parts=[("État", 300_00)], unknown=100_00)], id="a", title="t")
    assert widths(sized, "unknown") == [90]
    unsized = stacked_funding([Stack(label="", parts=[("État", 300_00)], unknown=None)], id="a", title="t")
    assert widths(unsized, "unknown") == [STUB]
    assert "Sans financeur connu" in words(unsized)


def test_beyond_the_largest_funders_the_others_are_one_part_and_the_table_names_them_all() -> None:
    parts = [(f"Financeur {n}", (20 - n) * 100) for n in range(10)]
    stack = Stack(label="", parts=parts)
    drawn = stacked_funding([stack], id="a", title="t")
    assert len(widths(drawn, "part")) == 7
    assert "Autres (4)" in words(drawn)
    table = stacked_funding_table([stack], caption="t")
    assert [row[0] for row in table.rows] == [*[name for name, _ in parts], "Total connu"]


def test_the_table_of_several_bars_has_a_column_a_funder_and_says_what_is_not_known() -> None:
    table = stacked_funding_table(
        [STATE_AND_REGION, Stack(label="Autre", parts=[("Région", 50)], unknown=None)], caption="t"
    )
    assert [c if isinstance(c, str) else c[0] for c in table.columns] == [
        "Ensemble",
        "État",
        "Région",
        "Total connu",
        "Sans financeur connu",
    ]
    assert [[None if cell is None else plain(cell) for cell in row] for row in table.rows] == [
        ["Contrat", "300 €", "100 €", "400 €", "0 €"],
        ["Autre", "0 €", "0,50 €", "0,50 €", None],
    ]


def test_names_of_funders_are_escaped() -> None:
    drawn = stacked_funding([Stack(label="<b>", parts=[("A & <script>", 100)])], id="a", title="t")
    assert "<script>" not in drawn
    parsed(drawn)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(st.sampled_from("ABCDEFGHIJ"), st.integers(0, 10**13)), max_size=9),
            st.one_of(st.none(), st.integers(0, 10**13)),
        ),
        max_size=3,
    )
)
def test_any_amounts_stay_on_the_canvas(bars) -> None:
    stacks = [Stack(label=f"n{n}", parts=parts, unknown=unknown) for n, (parts, unknown) in enumerate(bars)]
    drawn = stacked_funding(stacks, id="a", title="t")
    width, height = view_box(drawn)
    for part in [*having(drawn, "part"), *having(drawn, "unknown")]:
        assert float(part.get("x") or 0) + float(part.get("width") or 0) <= width + 0.05
        assert float(part.get("y") or 0) + float(part.get("height") or 0) <= height


@given(st.integers(0, 10**15))
def test_an_axis_ends_at_a_round_amount_that_holds_the_largest(cents) -> None:
    top = round_top(cents)
    assert top >= max(cents, 100)
    assert top <= max(2 * cents, 100)


def test_amounts_are_short_on_an_axis_and_exact_elsewhere() -> None:
    said = [plain(in_short(c)) for c in (0, 50, 12_300, 150_000_00, 1_500_000_00, 2_162_000_000_00)]
    assert said == ["0 €", "0,50 €", "123 €", "150 k€", "1,5 M€", "2,16 Md€"]
    assert [plain(in_full(c)) for c in (430_000_000, 1_50)] == ["4 300 000 €", "1,50 €"]


POINTS = [(Decimal(20), Decimal(30)), (Decimal(80), Decimal(95))]


def test_r24_each_beneficiary_is_on_the_curve_with_its_number() -> None:
    drawn = strata_curve(POINTS, [OnCurve(name="Commune d’Essai", score=Decimal(50), rate=Decimal("62.5"))])
    [curve] = having(drawn, "curve")
    assert (curve.get("d") or "").count("L") == 3
    circle = having(drawn, "shape")[0]
    assert (circle.get("cx"), circle.get("cy")) == ("196", "78")
    assert "score de besoin 50, taux 62,5 %" in words(drawn)
    assert [row[0] for row in strata_table(POINTS, []).rows] == ["Strate 1", "Strate 2"]
