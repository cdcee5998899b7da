"""The parts of a cable to find one's way by: outline, levels of its portions, time it takes to read. Pure."""
