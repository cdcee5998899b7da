"""Looking at what is behind a word, such as a reference, a code or a name, without leaving the page."""
