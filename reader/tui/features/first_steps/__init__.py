"""The first steps: five short prompts that teach the program, and the story that the demo types."""
