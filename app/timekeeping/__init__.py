"""What happens because time passes: a term begins, a commitment falls due, a rhythm is broken.

Nobody asks for these changes; the worker does, through the same units of work as everybody else. Each of them is
recorded once, whatever the number of workers and however long they were stopped.
"""
