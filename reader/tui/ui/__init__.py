"""Widgets and helpers used by several features: picker, prompt, record list, footer, text input, theme."""
