"""What a cable is and how its text is read: pure, no input or output."""
