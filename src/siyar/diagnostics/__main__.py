"""Prints docs/diagnostics.md: ``python -m siyar.diagnostics > docs/diagnostics.md``."""

import sys

from siyar.diagnostics.page import page

sys.stdout.write(page())
