"""Reports of public contents and what is decided about them: notice, action, reasons, contest (DSA, articles 16 to 20).

It judges what is written, never a file: no legal clock moves, nobody acts as a member of an assembly any less.
"""
