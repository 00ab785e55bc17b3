"""The only writers of the course of a sitting, by subject. Their callers have locked the sitting's row."""
