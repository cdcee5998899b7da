"""From a query tree to SQL, matching ids, snippets and facets."""
