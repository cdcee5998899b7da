"""Maintenance: check, repair, remove, reindex, and the history of imports."""
