"""The reads of the money of contracts."""
