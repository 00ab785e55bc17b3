"""Printing by Typst: tagged PDF (PDF/UA-1), on a thread apart. Templates are ours; what people write is data in them.

A long document takes a second: meanwhile a process goes on serving its sockets. Nobody waits for it with a connection
to the database in hand: print once what is read is read.
"""

import json
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any

import typst

from .apart import apart

AT_ONCE = 2
"""Documents that a process prints together; the others wait their turn."""
_places = BoundedSemaphore(AT_ONCE)


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Return only the fonts that the compiler brings, so that every machine prints the same pages."""
    return typst.Fonts(include_system_fonts=False)


def printed(template: bytes, data: Any) -> bytes:
    """Return the document of a template and its data; the same ones give the same pages."""
    said = json.dumps(data)
    with _places:
        return apart(lambda: _compiled(template, said))


def _compiled(template: bytes, said: str) -> bytes:
    # A compiler of its own for each: one is of one thread at a time.
    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    content = compiler.compile(input=template, format="pdf", sys_inputs={"data": said}, pdf_standards=["ua-1"])
    assert isinstance(content, bytes)
    return content
