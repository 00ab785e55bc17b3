"""Public ballots: opened by the chair on a frozen roll, cast exactly once a seat, counted and published (S7, S9)."""
