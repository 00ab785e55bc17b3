"""The money of contracts."""
