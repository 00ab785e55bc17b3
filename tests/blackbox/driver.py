"""Runs wapiti, in wapiti's own environment, so that its attacks reach what a person would reach.

Some things differ from `wapiti` alone. Forms are sent without their `request_id`, which would make every attack but
the first a harmless repetition. Forms that would end the session are not seen at all. A list with ten filters has a
thousand addresses, and seeing them all would leave no time for the rest: what brings no new parameter is explored a few
times for each kind of page; each parameter of each kind is attacked once, forms and pages in turn. What each module
attacked, of how much, is written down.
"""

import json
import os
import re
import sys
from collections.abc import AsyncIterator, Iterator
from fnmatch import fnmatch
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wapitiCore.controller.wapiti import Wapiti
from wapitiCore.main.wapiti import wapiti_asyncio_wrapper
from wapitiCore.net.explorer import Explorer
from wapitiCore.parsers.html_parser import Html

ONCE = {"request_id"}
EXPLORED = 12
"""How many addresses of one kind are explored, beside those with a new parameter: no two contracts are at one stage."""
ALL_PAGES = {"permanentxss"}
"""What was stored may come out on any page: it looks at every address."""
COUNTED = Path(os.environ["SCAN_COUNTS"])
NOT_TOUCHED = os.environ["SCAN_NOT_TOUCHED"].split()
ROUTES = [(page, re.compile(pattern)) for page, pattern in json.loads(os.environ["SCAN_ROUTES"])]
counts: dict[str, Any] = {"modules": {}, "pages": [], "forms": []}

explored: dict[str, set[str]] = {}
met: set[tuple[str, str, str]] = set()

forms_of = Html.iter_forms
links_of = Explorer.extract_links


def forms_without_memory(page: Any, autofill: bool = True) -> Iterator[Any]:
    """Yield the forms of a page, without what makes one serve once."""
    for form in forms_of(page, autofill):
        if any(fnmatch(urlsplit(form.path).path, pattern) for pattern in NOT_TOUCHED):
            continue
        form._post_params = [pair for pair in form._post_params if pair[0] not in ONCE]
        yield form


def kind_of(request: Any) -> str:
    """Return the route of an address, or the address itself when it has none."""
    path = urlsplit(request.path).path
    return next((page for page, pattern in ROUTES if pattern.fullmatch(path)), path)


def parts_of(request: Any) -> set[tuple[str, str, str]]:
    """Return what an attack on this request is on: its route, and each of its parameters."""
    names = {name for name, _value in (*request.get_params, *request.post_params)} | {""}
    return {(request.method, kind_of(request), name) for name in names}


def links_worth_it(explorer: Any, response: Any, request: Any) -> list[Any]:
    """Return what is to be explored from a page."""
    return [link for link in links_of(explorer, response, request) if worth_it(link)]


def worth_it(link: Any) -> bool:
    """Tell whether an address, or a form, is one of the first of its kind or brings a parameter."""
    kind, parts, address = f"{link.method} {kind_of(link)}", parts_of(link), f"{link.url} {link.post_params}"
    known = explored.setdefault(kind, set())
    new = address in known or len(known) < EXPLORED or not parts <= met
    if new:
        known.add(address)
        met.update(parts)
    return new


async def one_of_each(found: AsyncIterator[Any], every: bool) -> list[Any]:
    """Return the requests that bring a route or a parameter that those before do not."""
    kept, seen = [], set()
    async for request, response in found:
        parts = parts_of(request)
        if every or not parts <= seen:
            kept.append((request, response))
        seen |= parts
    return kept


async def in_turn(scan: Any, module: Any) -> AsyncIterator[Any]:
    """Yield what a module attacks: a form, a page, a form…"""
    every, stored = module.name in ALL_PAGES, scan.persister
    forms = await one_of_each(stored.get_forms(attack_module=module.name), every) if module.do_post else []
    pages = await one_of_each(stored.get_links(attack_module=module.name), every) if module.do_get else []
    note("forms", forms)
    note("pages", pages)
    waiting = [one for one in chain(*zip_longest(forms, pages)) if one is not None]
    for done, one in enumerate(waiting):
        write(module.name, done, len(waiting))
        yield one
    write(module.name, len(waiting), len(waiting))


def note(what: str, found: list[Any]) -> None:
    """Remember which routes were seen."""
    counts[what] = sorted({*counts[what], *(kind_of(request) for request, _response in found)})


def write(module: str, done: int, of: int) -> None:
    """Keep how much a module has attacked, of how much there is."""
    counts["modules"][module] = [done, of]
    COUNTED.write_text(json.dumps(counts))


if __name__ == "__main__":
    Html.iter_forms = forms_without_memory
    Explorer.extract_links = links_worth_it
    Wapiti.load_resources_for_module = in_turn
    sys.exit(wapiti_asyncio_wrapper())
