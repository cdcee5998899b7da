"""The cables on this machine: imported, stored in one SQLite file, listed, searched, linked, counted.

``library.Library`` is the class to start from. From the bottom up:

- ``errors``, ``folding`` (comparing text), ``order`` (sort orders)
- ``sources`` (the containers that cables come in), ``query`` (from typed text to a tree), ``db`` (the file)
- ``listing`` (a list of cables and its rows), ``stored_cable`` (a text and where it came from)
- ``search``: from a query's tree to the matching cables, their snippets and facets
- ``lookup`` and ``library``: the library itself; ``bulk_lookup``: facts about many cables at once
- ``ingest``: the import
- ``discovery`` (references, similar cables, suggestions) and ``upkeep`` (check, repair, history)
"""
