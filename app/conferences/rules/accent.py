"""The accent colour of a conference: readable on every ground it is used on, in the light and in the dark.

Contrasts are those of WCAG 2.2: 4.5 at least between a text and its ground.
"""

import colorsys
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.foundation.errors import Refused
from app.foundation.french import number, quoted

ENOUGH: Final = 4.5
AT_EASE: Final = 7.0
"""Light letters on the night shine less than their contrast says: the derived shade takes more."""
LIGHT_GROUNDS: Final = ("#fbfaf7", "#ffffff", "#f1efe8")
DARK_GROUNDS: Final = ("#12161f", "#1a202c", "#202735")
WHITE: Final = "#ffffff"
NIGHT: Final = "#0c1a1c"
SHAPE: Final = re.compile(r"#[0-9a-f]{6}\Z")

Channels = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Shades:
    """What one theme needs: the accent, the same when pointed at, and a text written on it."""

    accent: str
    hover: str
    on_accent: str


def check_accent(colour: str) -> str:
    """Return the colour as `#rrggbb`, or refuse what cannot be read on a light page."""
    written = colour.strip().lower()
    if not SHAPE.match(written):
        raise Refused(
            f"{quoted(colour)} n’est pas une couleur. Écrivez un croisillon et six chiffres ou lettres "
            "de a à f, "
            "par exemple #0b5d57."
        )
    worst = _worst(written, LIGHT_GROUNDS)
    if worst < ENOUGH:
        measured = number(Fraction(round(worst * 10), 10))
        raise Refused(
            f"{quoted(written)} se lit mal sur le fond des pages : son contraste est de {measured} et il "
            "en faut "
            f"{number(Fraction(9, 2))}. Choisissez une couleur plus foncée, par exemple "
            f"{light_shades(written).accent}."
        )
    return written


def light_shades(colour: str) -> Shades:
    """Return the shades of the light theme; a colour too pale is darkened until it can be read."""
    accent = _until_readable(colour, LIGHT_GROUNDS, towards="#000000")
    return Shades(accent=accent, hover=_mixed(accent, "#000000", 0.25), on_accent=WHITE)


def dark_shades(colour: str) -> Shades:
    """Return the shades of the dark theme: the same hue, lightened until it can be read on the night."""
    accent = _lightened_until_readable(colour)
    return Shades(accent=accent, hover=_mixed(accent, WHITE, 0.3), on_accent=NIGHT)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _worst(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _until_readable(colour: str, grounds: tuple[str, ...], *, towards: str) -> str:
    mixes = (_mixed(colour, towards, step / 50) for step in range(51))
    return next(mix for mix in mixes if _worst(mix, grounds) >= ENOUGH)


def _lightened_until_readable(colour: str) -> str:
    # Raising the lightness keeps the hue and its strength, where mixing with white would wash them out.
    hue, lightness, saturation = colorsys.rgb_to_hls(*(v / 255 for v in _channels(colour)))
    lighter = (colorsys.hls_to_rgb(hue, max(lightness, step / 100), saturation) for step in range(101))
    written = ("#" + "".join(f"{round(v * 255):02x}" for v in channels) for channels in lighter)
    return next(one for one in written if _worst(one, DARK_GROUNDS) >= AT_EASE)


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour)))
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
