"""What an export does with its folder as a whole: removing pages, and what the folder remembers."""
