"""Who may do what, read from the code itself: which policies each command and each route asks, and what they answer."""
