"""The command line: one module a command. `main` is the entry point; nothing heavy is imported before it is needed."""

from __future__ import annotations

from siyar.cli.app import main

__all__ = ["main"]
