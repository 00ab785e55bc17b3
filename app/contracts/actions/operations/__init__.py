"""The only writers of actions: load → allow → act → record."""
