"""Interpellations: a formal question about the execution of a contract, with a clock (R10, I1–I11)."""
