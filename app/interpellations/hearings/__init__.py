"""Requests to be heard by the assembly, and hearings (I7, I8)."""
