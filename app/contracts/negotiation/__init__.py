"""The préfet as negotiator: a mandate, rounds, and what each side said of each subject (R8)."""
