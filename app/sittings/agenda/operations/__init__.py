"""The only writers of plans and agendas, one file per subject."""
