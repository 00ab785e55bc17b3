"""The commands about actions: shapes, what the data names, messages."""

from . import describing, documents, following, funding, indicators

__all__ = ["describing", "documents", "following", "funding", "indicators"]
