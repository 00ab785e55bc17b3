"""What a public site owes its readers: who answers for it, what it keeps of them, where everything is."""
