"""The co-funding rate as a curve of the need score, with each beneficiary on it (R24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from app.foundation.french import NBSP, count, number

from .svg import Table, drawing, figure, group, path, tag, text, wrapped

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360.0, 230.0, 46.0, 12.0, 42.0
PLOT_WIDTH, PLOT_HEIGHT = WIDTH - LEFT - 14, HEIGHT - TOP - BOTTOM
LEADING = 16.0


@dataclass(frozen=True, kw_only=True)
class OnCurve:
    """A beneficiary, its need score and its rate in percent."""

    name: str
    score: Decimal
    rate: Decimal


def strata_curve(
    points: Sequence[tuple[Decimal, Decimal]], beneficiaries: Sequence[OnCurve], *, id: str = "strates"
) -> Markup:
    """Draw the curve through the strata from score 0 to 100, and each beneficiary as a numbered point on it."""
    whole = [(Decimal(0), points[0][1]), *points, (Decimal(100), points[-1][1])]
    legend: list[Markup] = []
    height = HEIGHT
    for place, one in enumerate(beneficiaries):
        names = wrapped(one.name, 42, at_most=2)
        legend += _legend(place, one, names, height)
        height += LEADING * (len(names) + 1) + 6
    return drawing(
        _axes(),
        tag("path", d=path([_at(score, rate) for score, rate in whole], closed=False), class_="curve"),
        *[_stratum(score, rate) for score, rate in points],
        *[_beneficiary(place, one) for place, one in enumerate(beneficiaries)],
        *legend,
        id=id,
        title="Taux de cofinancement selon le besoin",
        desc=_told(points, beneficiaries),
        width=WIDTH,
        height=height,
        class_="strata-curve",
    )


def strata_table(points: Sequence[tuple[Decimal, Decimal]], beneficiaries: Sequence[OnCurve]) -> Table:
    """Return the strata, then each beneficiary with its score and rate."""
    strata = [(f"Strate {place}", number(score), _percent(rate)) for place, (score, rate) in enumerate(points, start=1)]
    named = [(one.name, number(one.score), _percent(one.rate)) for one in beneficiaries]
    return Table(
        caption="Taux de cofinancement selon le besoin",
        columns=("Strate ou bénéficiaire", ("Score de besoin", "figures"), ("Taux", "figures")),
        rows=[*strata, *named],
    )


def _at(score: Decimal, rate: Decimal) -> tuple[float, float]:
    return LEFT + PLOT_WIDTH * float(score) / 100, TOP + PLOT_HEIGHT * (1 - float(rate) / 100)


def _axes() -> Markup:
    left, right = LEFT, LEFT + PLOT_WIDTH
    levels = [
        group(
            tag("path", d=f"M{figure(left)} {figure(_y(rate))}H{figure(right)}", class_="grid"),
            text(f"{rate}{NBSP}%", left - 5, _y(rate) + 4, anchor="end", class_="muted"),
        )
        for rate in (0, 25, 50, 75, 100)
    ]
    below = TOP + PLOT_HEIGHT
    scores = [text(str(score), _at(Decimal(score), Decimal(0))[0], below + 15, anchor="middle", class_="muted")
              for score in (0, 20, 40, 60, 80, 100)]  # fmt: skip
    axis = tag("path", d=f"M{figure(left)} {figure(below)}H{figure(right)}", class_="axis")
    named = text("score de besoin", right, below + 32, anchor="end", class_="muted")
    return group(*levels, axis, *scores, named)


def _y(rate: int) -> float:
    return _at(Decimal(0), Decimal(rate))[1]


def _stratum(score: Decimal, rate: Decimal) -> Markup:
    x, y = _at(score, rate)
    return group(
        tag("rect", x=x - 3.5, y=y - 3.5, width=7, height=7, class_="stratum"),
        # Under the curve, which only rises: nothing of it passes there.
        text(_percent(rate), x + 6, y + 17, class_="strong"),
    )


def _beneficiary(place: int, one: OnCurve) -> Markup:
    x, y = _at(one.score, one.rate)
    return group(
        tag("path", d=f"M{figure(x)} {figure(TOP + PLOT_HEIGHT)}V{figure(y)}", class_="drop"),
        tag("circle", cx=x, cy=y, r=8, class_="shape"),
        text(str(place + 1), x, y + 4, anchor="middle", class_="on-shape"),
    )


def _legend(place: int, one: OnCurve, names: Sequence[str], y: float) -> list[Markup]:
    said = f"score de besoin {number(one.score)}, taux {_percent(one.rate)}"
    return [
        tag("circle", cx=9, cy=y + 8, r=8, class_="shape"),
        text(str(place + 1), 9, y + 12, anchor="middle", class_="on-shape"),
        *[text(line, 24, y + 12 + LEADING * rank) for rank, line in enumerate(names)],
        text(said, 24, y + 12 + LEADING * len(names), class_="muted"),
    ]


def _percent(rate: Decimal) -> str:
    return f"{number(rate)}{NBSP}%"


def _told(points: Sequence[tuple[Decimal, Decimal]], beneficiaries: Sequence[OnCurve]) -> str:
    first, last = points[0], points[-1]
    return (
        f"De {_percent(first[1])} jusqu’au score {number(first[0])} à {_percent(last[1])} à partir du score "
        f"{number(last[0])}, sans palier. {count(len(beneficiaries), 'bénéficiaire')} sur la courbe."
    )
