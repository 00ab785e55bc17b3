"""Server-rendered SVG drawings, each with a table twin that holds the same figures."""
