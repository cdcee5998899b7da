"""The head of a cable: who sent it to whom, when, how classified, about what."""
