"""The doctrine language: literate Markdown to a `Library`, and single sentences to claims.

>>> from siyar.language import front_matter, read, read_claim
"""

from siyar.language.frontmatter import FrontMatter, Kind, front_matter
from siyar.language.read import Read, read, read_claim

__all__ = ["FrontMatter", "Kind", "Read", "front_matter", "read", "read_claim"]
