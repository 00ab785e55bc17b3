"""Cotap: conferences, sittings, contracts and interpellations of territorial democracy."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings
    from app.foundation.clock import Clock


def create_app(settings: "Settings | None" = None, *, clock: "Clock | None" = None) -> "Flask":
    """Build the application (app/factory.py says how)."""
    # Imported late: a serving process patches sockets and locks before anything else of the house is loaded.
    from app.factory import build  # noqa: PLC0415

    return build(settings, clock=clock)
