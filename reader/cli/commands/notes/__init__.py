"""Commands that read and change notes, codes and links."""
