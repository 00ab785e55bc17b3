"""What the operator may suspend for a while, with a public notice, without stopping the rest."""
