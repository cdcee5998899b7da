"""Importing: parse documents in worker processes and write them in batches."""
