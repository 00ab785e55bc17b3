"""Whether what is being shown is reserved to some: noted while policies are asked, for whoever sends the answer.

A page that a visitor would be refused is kept by no browser: nobody finds it there after its reader has left.
"""

from contextvars import ContextVar

_noted: ContextVar[bool] = ContextVar("reserved", default=False)


def begin() -> None:
    """Forget what was noted: another request begins."""
    _noted.set(False)


def note() -> None:
    """What is shown now is not for everybody."""
    _noted.set(True)


def noted() -> bool:
    """Tell whether anything shown since the beginning is not for everybody."""
    return _noted.get()
