"""Every command of the screen, declared once: keys, help, footer hints."""
