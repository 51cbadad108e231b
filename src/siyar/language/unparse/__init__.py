"""The printer: from the model back to the words of the language, in canonical form."""

from siyar.language.unparse.claims import articled, say, template, variables

__all__ = ["articled", "say", "template", "variables"]
