"""The pure decisions of a sitting: its life, agenda, presence, floor, votes, minutes and follow-up.

Nothing here reads a database or a clock: times are arguments, refusals are sentences, results are values.
"""
