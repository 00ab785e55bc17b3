"""The life of a contract: drafting, parties, perimeter, finalités, agents, steps, signature and riders.

The contract's row is locked by every command, so that two signatures, or a signature and a change, follow one another.
"""
