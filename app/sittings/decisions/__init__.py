"""What was decided, who does what by when, and the notes of the discussion (S13, S10)."""
