"""The shared door-frame of pages and API: who asks, what is refused and how it is said. It knows no feature."""
