"""« Mes contrats »: what whoever watches contracts has to look at today."""
