"""Where library and notes meet, by the number of the cable: what needs both at once."""
