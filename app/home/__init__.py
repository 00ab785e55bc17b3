"""The front of the house: the first page, the search, the directory's pages, and what a public site owes its readers.

It only reads. It may look at every feature, and no feature knows it.
"""
