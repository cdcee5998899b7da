"""Dossiers: the passages of an export, their notes and the texts they are from, in one HTML or DOCX file."""
