"""The commands, in two groups: those about cables and those about notes."""
