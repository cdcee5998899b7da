"""The cables on this machine: brought in, kept in one SQLite file, listed, searched, linked, counted.

``store`` is the door, built of ``library_file`` (open and close) and ``lookup`` (cables by their names). What
it leads to:

- keeping: ``schema`` (the tables), ``opening``, ``connections``, ``packing``, ``state``, ``errors``
- bringing in: ``sources`` (containers), ``entry`` (what is kept of a text), ``digestion`` (on every core),
  ``writer``, ``importer``
- asking: ``query_syntax`` (what is typed) to ``query_tree``, ``narrowing``, ``search`` and ``conditions`` (to
  SQL), ``listing``, ``snippets``, ``facets``, ``references``, ``similar``, ``suggest``, ``completion``
- upkeep: ``maintenance``, ``repair``, ``history``
"""
