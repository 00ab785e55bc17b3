"""The demonstration: the real Hauts-de-France, fictitious people, and a story told through the same commands as life.

Everything is dated from the day of loading, so that a sitting is always under way. Institutions come from the
official directory; persons, votes, texts and decisions are invented, and say so.
"""
