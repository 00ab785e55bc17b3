"""Who could do what on a given day, and by which act: dated capacities put to the very policies that decide."""
