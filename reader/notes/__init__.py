"""What the user adds: annotations, codes and cross-references, anchored and never lost."""
