"""A second opinion: the semantics written again from its definitions, slowly, sharing no line with the package."""
