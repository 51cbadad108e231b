"""Tables: each row a case, put to doctrines by a mapping of its columns to the vocabulary (docs/tables.md)."""
