"""The pure decisions about a conference: who may sit, preside, define, pay, and when to warn.

Nothing here reads a database or a clock: what is needed is given, what is decided is returned or refused.
"""
