"""What people and programs read: text, Markdown, JSON, and the pages of the library."""
