"""The National Archives' electronic telegrams of 1973-79, and library records made of them (PlusD)."""
