"""The accusé de réception: every mention the law asks for, by e-mail and as tagged PDF (I3)."""
