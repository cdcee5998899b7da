"""Notes as markdown that is good in an editor of one's own, and safe to write again and again."""
