"""Reference tables: TAGS, posts, routes, markings and acronyms, and what they mean."""
