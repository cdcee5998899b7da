"""Checking the quotations and citations of a draft against the cables."""
