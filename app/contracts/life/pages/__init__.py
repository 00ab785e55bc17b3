"""The desk of a contract, page by page. Importing them registers them on the contracts' blueprint."""

from . import desk, opening, riders, sheet

__all__ = ["desk", "opening", "riders", "sheet"]
