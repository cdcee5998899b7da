"""What all features of the screen share: application state, services, base screens."""
