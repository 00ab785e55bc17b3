"""Anybody writes to the publisher of the site, with or without an account."""
