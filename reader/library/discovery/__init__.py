"""Cables related to a cable or a query: references, similar cables, spelling suggestions."""
