"""The only writers of the money of contracts."""
