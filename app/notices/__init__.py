"""What is sent to people outside the site.

A message is written with the change it tells (`outbox.send`), and handed over by the worker (`delivery`).
"""
