"""Annotations of other programs: W3C Web Annotations and Hypothesis's JSON, read and anchored to cables."""
