"""What the worker did last: the only trace of work that nobody asks for and everybody counts on."""
