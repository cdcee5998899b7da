"""The end of a cable: the signature and what follows it."""
