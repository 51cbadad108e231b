"""The printer: from the model back to the words of the language, in canonical form."""

from siyar.language.unparse.blocks import Block, print_block
from siyar.language.unparse.claims import articled, say, template, variables
from siyar.language.unparse.files import fmt

__all__ = ["Block", "articled", "fmt", "print_block", "say", "template", "variables"]
