"""Piping cables as plain text to a shell command, and showing what it prints"""
