"""A black-box scan of the trial, signed out and in each capacity: `make scan`. Long, never part of `make test`."""
