"""Engines: from a theory to the tags of its literals. They agree, and never import each other."""
