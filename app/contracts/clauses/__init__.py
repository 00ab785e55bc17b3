"""The text of a contract: clauses written field by field, the whole text, its print, and what riders made of it."""
