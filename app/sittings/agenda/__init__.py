"""The shared preparation of a sitting: its plan, its agenda, the documents joined to it (S2, R3.5, R3.6).

What happens once the sitting is open is the business of its sister rooms.
"""
