"""Conducting a sitting: opening, suspending, closing, its items, its doors, how one attends. The chair's work."""
