"""The pages of a contract's money, on the one blueprint of contracts."""

from app.contracts.pages.blueprint import blueprint

from . import lines, reading, registers

__all__ = ["blueprint", "lines", "reading", "registers"]
