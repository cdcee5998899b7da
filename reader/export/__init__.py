"""Notes as markdown files that can be edited and exported again without losing the edits."""
