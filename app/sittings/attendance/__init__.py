"""Who is there, from when to when, and whether the quorum is met (S3)."""
