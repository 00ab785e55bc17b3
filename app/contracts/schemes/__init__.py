"""The catalogue of schemes: identity sheets, what they ask of contracts, national figures (P1, P3)."""
