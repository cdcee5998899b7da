"""Protected names: found in what is copied or exported, and masked, left out or kept."""
