"""What a scan covered, by kinds of pages and of forms: a scan that saw nothing finds nothing, and must say so."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any

from app import create_app
from app.config import Settings
from app.foundation.commands import COMMANDS

ACT = "/actes/"
NOT_CRAWLED = ("/api/*", "/fichiers/*", "/metrics", "/healthz", "/readyz", "*<token>*", "*<any(*")
"""What no page links to, or what only a message or a provider leads to."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """What there is to reach: the patterns of its pages, and the forms of its commands."""

    pages: tuple[str, ...]
    forms: tuple[str, ...]

    @classmethod
    def of_the_product(cls, not_touched: Collection[str]) -> "Site":
        """Read it from the application itself; nothing is asked of any database."""
        app = create_app(Settings(database_url="postgresql://localhost:1/none", secret_key="s" * 40, trial=True))
        pages = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
        left_out = (*NOT_CRAWLED, *not_touched)
        return cls(
            pages=tuple(sorted(page for page in pages if not _among(page, left_out))),
            forms=tuple(sorted(f"{ACT}{name}" for name in COMMANDS if not _among(f"{ACT}{name}", not_touched))),
        )

    def patterns(self) -> list[tuple[str, str]]:
        """Return each page with the regular expression of its addresses, those without variable part first."""
        return [(page, expression_of(page)) for page in sorted(self.pages, key=lambda page: (page.count("<"), page))]


def _among(address: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(address, pattern) for pattern in patterns)


def expression_of(page: str) -> str:
    """Return the regular expression of a page's addresses."""
    parts = re.split(r"(<[^>]*>)", page)
    return "".join("[^/]+" if part.startswith("<") else re.escape(part) for part in parts)


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What was reached in one capacity. `cut` are the kinds of attacks whose time was over before they had seen all."""

    capacity: str
    crawled: int
    pages: frozenset[str]
    forms: frozenset[str]
    attacked: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, capacity: str, report: Mapping[str, Any], counts: Mapping[str, Any]) -> "Coverage":
        """Read it from what wapiti and its driver wrote."""
        return cls(
            capacity=capacity,
            crawled=report["infos"].get("crawled_pages_nbr", 0),
            pages=frozenset(counts.get("pages", ())),
            forms=frozenset(counts.get("forms", ())),
            attacked={name: (done, of) for name, (done, of) in counts.get("modules", {}).items()},
        )

    @property
    def cut(self) -> dict[str, str]:
        """Return the attacks that did not see everything."""
        return {name: f"{done} of {of}" for name, (done, of) in self.attacked.items() if done < of}

    def __str__(self) -> str:
        attacks = len(self.attacked)
        said = f"{self.capacity}: {self.crawled} addresses, {len(self.pages)} pages, {len(self.forms)} forms, "
        said += f"{attacks - len(self.cut)} of {attacks} attacks over everything"
        cut = ", ".join(f"{name} {of}" for name, of in sorted(self.cut.items()))
        return f"{said}; cut short: {cut}" if cut else said


def out_of_reach(site: Site, covered: Collection[Coverage]) -> list[str]:
    """Return the sentences that say what nobody reached."""
    pages = sorted(set(site.pages) - {page for one in covered for page in one.pages})
    forms = sorted(set(site.forms) - {form for one in covered for form in one.forms})
    told = [(len(pages), len(site.pages), "pages", pages), (len(forms), len(site.forms), "forms", forms)]
    return [
        f"never reached, {few} of {all} {what}: {' '.join(one.removeprefix(ACT) for one in which)}"
        for few, all, what, which in told
        if which
    ]
