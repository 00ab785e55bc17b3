"""The pages of contracts. Each part registers its own on the one blueprint."""

from .blueprint import blueprint

__all__ = ["blueprint"]
