"""Actions (*fiches action*): what each contract does, followed by the institution that owns it.

Money by theme, clauses and reviews are elsewhere in contracts; what an action costs and who funds it is here.
"""
