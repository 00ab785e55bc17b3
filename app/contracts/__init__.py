"""Contracts between the State and collectivités: schemes, life, clauses, actions, money, reviews."""
