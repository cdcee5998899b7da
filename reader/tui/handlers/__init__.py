"""What the commands do, one kind of work a file."""
