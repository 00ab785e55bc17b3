"""The journal across streams, for the operator and for the State: filters, pages by key, export."""
