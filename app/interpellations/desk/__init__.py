"""The desk: who works on which file, what they tell each other, the texts they start from. None of it is public."""
