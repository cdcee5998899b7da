"""Bibliography files: CSL-JSON, BibTeX, BibLaTeX and RIS."""
