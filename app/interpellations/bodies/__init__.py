"""Bodies (CESER, conseils de développement, conseils de quartier), their offices, the watchers they designate."""
