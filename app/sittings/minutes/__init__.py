"""The minutes of a sitting, whose facts are folded from its journal (S10).

A person writes only the substance of the discussion. Everything else is what the record says happened.
"""
