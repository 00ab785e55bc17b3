"""Runs wapiti, in wapiti's own environment, so that its attacks reach what a person would reach.

Some things differ from `wapiti` alone. Forms are sent without their `request_id`, which would make every attack but
the first a harmless repetition. Forms and pages are attacked in turn, rather than all pages first: a module whose time
is over has then seen some of both. Forms that would end the session are not seen at all. What each module attacked is
counted, because a scan that saw nothing finds nothing.
"""

import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wapitiCore.controller.wapiti import Wapiti
from wapitiCore.main.wapiti import wapiti_asyncio_wrapper
from wapitiCore.net.sql_persister import SqlPersister
from wapitiCore.parsers.html_parser import Html

ONCE = {"request_id"}
COUNTED = Path(os.environ["SCAN_COUNTS"])
NOT_TOUCHED = os.environ["SCAN_NOT_TOUCHED"].split()
counts: dict[str, int] = {}

forms_of = Html.iter_forms
note_attacked = SqlPersister.set_attacked


def forms_without_memory(page: Any, autofill: bool = True) -> Iterator[Any]:
    """Yield the forms of a page, without what makes one serve once."""
    for form in forms_of(page, autofill):
        if any(fnmatch(urlsplit(form.path).path, pattern) for pattern in NOT_TOUCHED):
            continue
        form._post_params = [pair for pair in form._post_params if pair[0] not in ONCE]
        yield form


async def in_turn(_scan: Any, module: Any) -> AsyncIterator[Any]:
    """Yield what a module attacks: a form, a page, a form…"""
    waiting = []
    if module.do_post:
        waiting.append(_scan.persister.get_forms(attack_module=module.name))
    if module.do_get:
        waiting.append(_scan.persister.get_links(attack_module=module.name))
    while waiting:
        source = waiting.pop(0)
        with suppress(StopAsyncIteration):
            yield await anext(source)
            waiting.append(source)


async def counted(persister: Any, path_ids: set[int], module: str) -> None:
    """Keep how much a module attacked."""
    counts[module] = counts.get(module, 0) + len(path_ids)
    COUNTED.write_text(json.dumps(counts))
    await note_attacked(persister, path_ids, module)


if __name__ == "__main__":
    Html.iter_forms = forms_without_memory
    Wapiti.load_resources_for_module = in_turn
    SqlPersister.set_attacked = counted
    sys.exit(wapiti_asyncio_wrapper())
