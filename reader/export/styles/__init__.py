"""The markdown styles an export can have: obsidian, pandoc and plain."""
