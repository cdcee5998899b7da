"""Bookmarks: places in cables, each with a letter, kept across sessions"""
