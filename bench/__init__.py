"""Figures of the product, each a ratio against a bare peer measured in the same run: `make bench`."""
