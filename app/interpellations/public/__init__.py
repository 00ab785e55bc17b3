"""What everybody may read: the file of an interpellation, the list, the search, the feed (I11)."""
