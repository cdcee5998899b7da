"""The linear layout, for screen readers and braille: no lines and boxes, state in words, a real cursor."""
