"""The accent colour of a conference is readable on every ground, in both themes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conferences.rules.accent import (
    DARK_GROUNDS,
    ENOUGH,
    LIGHT_GROUNDS,
    check_accent,
    contrast,
    dark_shades,
    light_shades,
)
from app.foundation.errors import Refused

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS)
def test_every_shade_can_be_read_on_every_ground(colour):
    light, dark = light_shades(colour), dark_shades(colour)
    for ground in LIGHT_GROUNDS:
        assert contrast(light.accent, ground) >= ENOUGH
        assert contrast(light.hover, ground) >= ENOUGH
    for ground in DARK_GROUNDS:
        assert contrast(dark.accent, ground) >= ENOUGH
        assert contrast(dark.hover, ground) >= ENOUGH
    assert contrast(light.accent, light.on_accent) >= ENOUGH
    assert contrast(dark.accent, dark.on_accent) >= ENOUGH


@given(COLOURS)
def test_an_accepted_colour_is_used_as_it_is_and_a_refused_one_gets_an_example_that_passes(colour):
    try:
        accepted = check_accent(colour.upper())
    except Refused as refusal:
        proposed = refusal.detail.rsplit("#", 1)[1].rstrip(".")
        assert check_accent(f"#{proposed}") == f"#{proposed}"
    else:
        assert light_shades(accepted).accent == colour
