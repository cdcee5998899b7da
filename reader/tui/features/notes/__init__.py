"""Writing notes, and the notes panel."""
