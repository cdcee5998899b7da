"""Cables over time: periods with their counts, gaps, peaks and groups, as data, as CSV and as SVG."""
