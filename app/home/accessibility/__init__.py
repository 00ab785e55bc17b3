"""How accessible the site is: a grid of criteria kept with the code, and the declaration computed from it.

The grid follows the 106 criteria of the RGAA 4.1.2, in our own words. `docs/accessibility.md` tells how to look again.
"""
