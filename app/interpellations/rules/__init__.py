"""Pure decisions about interpellations."""
