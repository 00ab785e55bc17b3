"""The only writers of decisions, commitments and notes, by subject."""
