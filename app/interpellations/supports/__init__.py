"""Supports: one person once, exact under load, thresholds that open and undo, names never public (I6)."""
