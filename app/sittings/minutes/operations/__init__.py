"""The only writers of minutes, by moment: circulation, adoption."""
