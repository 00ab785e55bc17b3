"""A live meeting of a conference or of a thematic group: agenda, presence, floor, votes, decisions, minutes.

Who may sit and chair comes from `app/conferences`; who hears about what happens is `app/live`.
"""
