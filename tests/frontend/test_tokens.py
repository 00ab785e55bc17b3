"""The colours of the look hold their contrast, computed as WCAG 2.2 computes it."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "frontend" / "styles" / "tokens.css").read_text()
LIGHT = re.search(r"^:root \{(.*?)\n\}", TOKENS, re.S | re.M)
DARK_ASKED_BY_SYSTEM = re.search(
    r'@media \(prefers-color-scheme: dark\) \{\s*:root:not\(\[data-theme="light"\]\) \{(.*?)\}', TOKENS, re.S
)
DARK_CHOSEN = re.search(r'^:root\[data-theme="dark"\] \{(.*?)\}', TOKENS, re.S | re.M)
PRINT = re.search(r"@media print \{.*?\{(.*?)\}", TOKENS, re.S)

LEVELS = ["region", "departement", "epci", "commune"]
TEXTS = ["ink", "muted", "accent", "accent-hover", "for", "against", "abstain", *LEVELS]
LINES = ["line", "focus"]
GROUNDS = ["paper", "surface"]


def colours(block: re.Match[str] | None) -> dict[str, str]:
    assert block is not None, "tokens.css no longer has this block"
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


THEMES = {"light": colours(LIGHT), "dark": colours(DARK_CHOSEN), "print": colours(LIGHT) | colours(PRINT)}
theme = pytest.mark.parametrize("theme", THEMES)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_dark_is_the_same_whether_the_system_or_the_person_asks_for_it():
    assert colours(DARK_ASKED_BY_SYSTEM) == colours(DARK_CHOSEN)


def test_dark_redefines_every_colour_of_light():
    assert colours(LIGHT).keys() == colours(DARK_CHOSEN).keys()


@theme
@pytest.mark.parametrize("ground", [*GROUNDS, "tint"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_read_on_every_ground(theme: str, text: str, ground: str):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@theme
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("line", LINES)
def test_lines_and_focus_are_seen(theme: str, line: str, ground: str):
    assert contrast(THEMES[theme][line], THEMES[theme][ground]) >= 3


@theme
@pytest.mark.parametrize("accent", ["accent", "accent-hover"])
def test_the_label_of_a_primary_act_is_read_on_its_accent(theme: str, accent: str):
    assert contrast(THEMES[theme]["on-accent"], THEMES[theme][accent]) >= 4.5


@theme
def test_what_has_just_changed_stays_readable(theme: str):
    for text in ("ink", "muted", "accent"):
        assert contrast(THEMES[theme][text], THEMES[theme]["changed"]) >= 4.5


@theme
def test_the_link_status_is_read_when_it_is_stale(theme: str):
    assert contrast(THEMES[theme]["paper"], THEMES[theme]["against"]) >= 4.5
