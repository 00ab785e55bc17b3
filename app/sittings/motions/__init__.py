"""Texts put to the vote: tabled, withdrawn, and what carrying one does by itself (S7, R2.1)."""
