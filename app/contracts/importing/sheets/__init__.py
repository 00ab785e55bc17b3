"""Actions and funding from a spreadsheet: read, compared, shown, then written once confirmed (P2)."""
