"""Checking the quotations and citations of a draft, and opening each place."""
