"""The admin's first page, which is a work queue, and a page for each kind of work."""
