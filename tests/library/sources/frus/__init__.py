"""The volumes of FRUS."""
