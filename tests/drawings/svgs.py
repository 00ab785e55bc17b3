"""Reading drawings back: what tests need to look inside an SVG."""

import re
from xml.etree.ElementTree import Element, fromstring

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: str) -> Element:
    """Return the root; a drawing that is not well-formed XML fails here."""
    return fromstring(drawing)


def words(drawing: str) -> str:
    """Return the text of a drawing with ordinary spaces."""
    return re.sub(r"\s+", " ", " ".join(parsed(drawing).itertext()))


def having(drawing: str, class_: str) -> list[Element]:
    """Return the elements of that class."""
    return [e for e in parsed(drawing).iter() if class_ in (e.get("class") or "").split()]


def view_box(drawing: str) -> tuple[float, float]:
    """Return the width and the height of the canvas, whose corner is the origin."""
    x, y, width, height = map(float, (parsed(drawing).get("viewBox") or "").split())
    assert (x, y) == (0, 0)
    return width, height


def points(drawing: str) -> list[tuple[float, float]]:
    """Return the corners of every absolute path and the bounds of every circle and rectangle."""
    found: list[tuple[float, float]] = []
    for e in parsed(drawing).iter():
        got = {k: float(v) for k, v in e.attrib.items() if k in {"cx", "cy", "r", "x", "y", "width", "height"}}
        if e.tag == f"{SVG}circle":
            found += [(got["cx"] + s * got["r"], got["cy"] + s * got["r"]) for s in (-1, 1)]
        elif e.tag == f"{SVG}rect":
            found += [(got["x"], got["y"]), (got["x"] + got["width"], got["y"] + got["height"])]
        elif e.tag == f"{SVG}text" and "x" in got:
            found.append((got["x"], got["y"]))
    return found
