"""The guide of a contract: made from it, read by whoever watches it before their first interpellation (I10)."""
