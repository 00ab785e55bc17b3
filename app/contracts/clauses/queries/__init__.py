"""Named reads of a contract’s text."""
