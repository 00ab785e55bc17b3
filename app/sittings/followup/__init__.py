"""What was decided and what is owed, to be followed long after the sitting (S13)."""
