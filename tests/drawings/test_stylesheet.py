import re
from pathlib import Path

from app.drawings.shapes import LEVELS, VOTE_CLASSES, level_class

STYLES = Path(__file__).resolve().parents[2] / "frontend" / "styles"
SHEET, TOKENS = ((STYLES / name).read_text() for name in ("drawings.css", "tokens.css"))


def test_drawings_take_their_colours_from_the_tokens() -> None:
    assert set(re.findall(r"var\((--[\w-]+)\)", SHEET)) <= set(re.findall(r"^\s*(--[\w-]+):", TOKENS, re.M))
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", SHEET) == []


def test_every_level_and_every_vote_has_its_colour() -> None:
    for name in [*map(level_class, LEVELS), level_class("syndicate"), *VOTE_CLASSES.values()]:
        assert f".{name}" in SHEET


def test_the_site_links_the_drawings() -> None:
    assert '@import "drawings.css";' in (STYLES / "main.css").read_text()
