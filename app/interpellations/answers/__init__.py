"""Answers, clarifications, judgements, what answers commit to, and closing (I5, I7, I9)."""
