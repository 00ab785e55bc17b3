"""When and where the conferences and their groups sit: a page for people, iCalendar feeds for their diaries.

It only reads.
"""
