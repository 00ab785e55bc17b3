"""Contracts from files: read and checked whole, recognised in the directory, written all or not at all (P2)."""
