"""A département as tiles, one for each of its EPCI: a map without contours, that is read and printed as it is.

A tile covered whole is filled, in part hatched, not at all empty; the number of contracts is written in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.foundation.french import count

from .svg import Table, drawing, tag, text, wrapped
from .textures import hatching

WIDTH, PER_ROW, GAP = 360.0, 3, 6.0
TILE_WIDTH, TILE_HEIGHT = (WIDTH - GAP * (PER_ROW - 1)) / PER_ROW, 54.0
LETTERS, LEADING = 17, 14.0
FORMS = (
    ("Communauté de communes", "CC"),
    ("Communauté d’agglomération", "CA"),
    ("Communauté urbaine", "CU"),
    ("Métropole", "Métropole"),
)


@dataclass(frozen=True, kw_only=True)
class Tile:
    """An EPCI, how many contracts cover it whole, and how many others in part."""

    name: str
    whole: int
    part: int
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A département and its EPCI."""

    name: str
    tiles: Sequence[Tile]


def territory_tiles(block: Block, *, id: str, numbers: bool = True) -> Markup:
    """Draw the EPCI of a département; without numbers for the perimeter of one contract."""
    rows = -(-len(block.tiles) // PER_ROW)
    covered = sum(1 for tile in block.tiles if tile.whole or tile.part)
    return drawing(
        tag("defs", hatching(id)),
        *(_tile(tile, place, id, numbers=numbers) for place, tile in enumerate(block.tiles)),
        id=id,
        title=block.name,
        desc=f"{covered} sur {count(len(block.tiles), 'intercommunalité')} couvertes, en tout ou en partie.",
        width=WIDTH,
        height=max(rows * (TILE_HEIGHT + GAP) - GAP, 1.0),
        class_="territory-tiles",
        interactive=any(tile.href for tile in block.tiles),
    )


def _tile(tile: Tile, place: int, id: str, *, numbers: bool) -> Markup:
    x = (place % PER_ROW) * (TILE_WIDTH + GAP)
    y = (place // PER_ROW) * (TILE_HEIGHT + GAP)
    kind = "whole" if tile.whole else "part" if tile.part else "none"
    box = {"x": x + 0.5, "y": y + 0.5, "width": TILE_WIDTH - 1, "height": TILE_HEIGHT - 1}
    texture = tag("rect", **box, class_="texture", fill=f"url(#{id}-hatching)") if kind == "part" else Markup("")
    names = [
        text(line, x + 7, y + 17 + LEADING * n, class_="name")
        for n, line in enumerate(wrapped(short_name(tile.name), LETTERS, at_most=3 if not numbers else 2))
    ]
    said = (
        [text(_number(tile), x + TILE_WIDTH - 6, y + TILE_HEIGHT - 7, anchor="end", class_="strong")] if numbers else []
    )
    shade = f" shade-{min(tile.whole + tile.part, 6)}" if numbers and kind != "none" else ""
    drawn = tag("g", tag("rect", **box, class_=f"tile tile-{kind}{shade}"), texture, *names, *said)
    if not tile.href:
        return drawn
    return tag("a", drawn, href=tile.href)


def _number(tile: Tile) -> str:
    covering = tile.whole + tile.part
    return count(covering, "contrat") if covering else "aucun"


def short_name(name: str) -> str:
    """Return the name with its legal form as initials: the tile is small, its table has the whole name."""
    for form, initials in FORMS:
        if name.startswith(f"{form} "):
            rest = name.removeprefix(f"{form} ")
            for link in ("de la ", "de l’", "du ", "des ", "de ", "d’"):
                if rest.startswith(link):
                    rest = rest.removeprefix(link)
                    break
            return f"{initials} {rest}"
    return name


def tiles_table(blocks: Sequence[Block]) -> Table:
    """Return each EPCI with its département and how many contracts cover it."""
    rows = [(tile.name, block.name, str(tile.whole), str(tile.part)) for block in blocks for tile in block.tiles]
    return Table(
        caption="Contrats par intercommunalité",
        columns=("Intercommunalité", "Département", ("La couvrent", "figures"), ("En partie", "figures")),
        rows=rows,
    )
