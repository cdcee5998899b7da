"""``cables timeline``: cables over time, with gaps and peaks, as text, CSV, JSON or SVG."""
