"""Commands that read, search, import and maintain cables."""
