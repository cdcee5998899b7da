"""What is marked inside a paragraph: citations, acronyms, redactions, repaired words."""
