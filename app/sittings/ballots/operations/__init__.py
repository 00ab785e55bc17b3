"""The only writers of ballots, by moment: opening, casting, closing."""
