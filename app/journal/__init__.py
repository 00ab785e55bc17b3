"""The record: one append-only table that is both the audit log and the event stream.

Entries are written in the transaction of the change they tell (`recording.py`), and read by anybody allowed to
(`queries.py`, `pages.py`, `api.py`). It does not deliver them: `app/live` does.
"""
