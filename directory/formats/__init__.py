"""Text to records and back, without a database; see records.py."""
