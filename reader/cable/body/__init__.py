"""The body of a cable: paragraphs with their numbers, headings, lists and regions."""
