"""E-mail: messages, what is attached to them, and mailboxes."""
