"""The contract desk: who answers for each institution (R6.1), and names of texts brought to the directory (P2)."""
