"""A plain Jinja environment over `frontend/`, with fakes for what the application gives to templates."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FRONTEND = Path(__file__).parents[2] / "frontend"
TEMPLATES = sorted(
    path for folder in ("layouts", "components", "pages") for path in (FRONTEND / folder).rglob("*.html")
)
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "rect", "path", "circle", "line"}


def environment(refusal: Callable[[str, str], Any] | None = None) -> Environment:
    env = Environment(
        loader=FileSystemLoader(FRONTEND),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "date_fr": lambda value: f"le {value:%d.%m.%Y}",
        "datetime_fr": lambda value: f"le {value:%d.%m.%Y à %H.%M}",
        "time_fr": lambda value: f"{value:%H.%M}",
        "duration_fr": lambda seconds: f"{seconds} s",
        "number_fr": str,
        "euros": lambda value: f"{value} €",
        "iso": lambda value: "" if value is None else value.isoformat(),
        "local_input": lambda value: "" if value is None else f"{value:%Y-%m-%dT%H:%M}",
    }
    env.globals |= {
        "_": lambda words, **holes: words % holes if holes else words,
        "asset": lambda name: f"/fichiers/{name}",
        "csrf_token": lambda: "jeton",
        "new_request_id": lambda: "00000000-0000-4000-8000-000000000000",
        "refusal_for": refusal or (lambda command, form_key="": None),
        "get_flashed_messages": lambda with_categories=True: [],
        "request": SimpleNamespace(path="/seances/12", full_path="/seances/12?"),
    }
    return env


def render(source: str, refusal: Callable[[str, str], Any] | None = None, **context: Any) -> "Page":
    text = (
        environment(refusal)
        .from_string(source)
        .render(day=date(2026, 3, 3), moment=datetime(2026, 3, 3, 14, 30, tzinfo=UTC), **context)
    )
    return Page(text)


class Page(HTMLParser):
    """The elements of a rendered text: (tag, attributes) in order, with the words inside each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [parent.tag for parent in self._open])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open, f"</{tag}> closes nothing"
            assert self._open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words += data

    def all(self, tag: str, **attributes: str) -> list["Element"]:
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.elements if e.tag == tag and all(e.attributes.get(n) == v for n, v in wanted.items())]

    def one(self, tag: str, **attributes: str) -> "Element":
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} <{tag}> {attributes} in {self.text}"
        return found[0]


class Element:
    """A start tag, its attributes, the tags around it, and its text."""

    def __init__(self, tag: str, attributes: dict[str, str], around: list[str]) -> None:
        self.tag, self.attributes, self.around, self.words = tag, attributes, around, ""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.attributes
