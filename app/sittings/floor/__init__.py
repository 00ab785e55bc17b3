"""Who asks for, has, and has had the floor (S5)."""
