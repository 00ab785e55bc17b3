"""Deny by default: a route is for signed-in people unless it is marked `@public`."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, request

from app.foundation.errors import NotSignedIn

from .identity import current_actor

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Open a route to visitors. What it shows or does is still decided by policies."""
    view.__cotap_public__ = True  # type: ignore[attr-defined]  # read by the guard and by the architecture test
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """Tell whether a view was marked public."""
    return bool(getattr(view, "__cotap_public__", False))


def install(app: Flask) -> None:
    """Check every request that reaches a route."""

    @app.before_request
    def _guard() -> None:
        if request.endpoint is None or request.endpoint == "static":
            return
        if not is_public(app.view_functions[request.endpoint]) and not current_actor().signed_in:
            raise NotSignedIn("Connectez-vous pour voir cette page.")
