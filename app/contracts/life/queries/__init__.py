"""Named reads of a contract’s life."""
