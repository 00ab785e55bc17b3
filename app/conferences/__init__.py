"""A conference: its composition, mandates, presidency, finalités, thematic groups and calendar.

It says who may sit and under which rules; what happens when they sit is `app/sittings`.
"""
