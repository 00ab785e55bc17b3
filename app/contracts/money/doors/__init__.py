"""The commands of the money of contracts. Importing a module enters its commands in the catalogue."""

from . import delegations, envelopes, following, moves, themes

__all__ = ["delegations", "envelopes", "following", "moves", "themes"]
