"""Volumes of *Foreign Relations of the United States*, as TEI files of the Office of the Historian.

Each ``div`` of the type ``document`` becomes a text of its own. A volume is read as a stream, with one
document in memory at a time; document type declarations are refused, so nothing in a file can grow or name
another file.
"""
