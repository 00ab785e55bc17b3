"""Named reads about conferences, one file per subject."""
