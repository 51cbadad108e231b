"""The printer: from the model back to the words of the language, in canonical form."""

from siyar.language.unparse.blocks import Block, print_block
from siyar.language.unparse.claims import COMPARED, NORMS, articled, pattern, say, template, variables
from siyar.language.unparse.files import fmt

__all__ = [
    "COMPARED",
    "NORMS",
    "Block",
    "articled",
    "fmt",
    "pattern",
    "print_block",
    "say",
    "template",
    "variables",
]
