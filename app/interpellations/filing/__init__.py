"""A question from draft to admissibility, with its receipts (I1–I4)."""
