"""The command line: `flask --app wsgi …`, and the processes that `make run` starts."""
