"""Pure decisions about contracts."""
