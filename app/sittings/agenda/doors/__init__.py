"""The commands of a sitting's preparation. Importing this package enters them in the catalogue."""

from . import documents, items, plans

__all__ = ["documents", "items", "plans"]
