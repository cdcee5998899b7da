"""Where an export gets cables and notes from."""
