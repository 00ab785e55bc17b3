"""Hiding from the public what it must not read, with a public reason, and showing it again (I11)."""
