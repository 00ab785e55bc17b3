"""Signing in through ProConnect and FranceConnect, by OpenID Connect, and linking such an identity to an account.

A provider proves a person, never a capacity: what one may do comes from mandates kept in the database.
"""
