"""Notes as text that other tools trust."""
