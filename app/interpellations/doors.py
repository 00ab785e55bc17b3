"""The commands of interpellations. Importing it registers them."""

from app.interpellations.filing import doors as filing

__all__ = ["filing"]
