"""What a desk should look at: duplicates, uncovered fields, missing officers, missed reviews (R6.2, R16.3)."""
