"""Facets and histogram of a result, and narrowing a query by them."""
