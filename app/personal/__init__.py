"""What is known of people: why and for how long, what they take away with them, what is forgotten and what stays."""
