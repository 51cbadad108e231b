"""The command line: one module a command. `run` is the entry point; nothing heavy is imported before it is needed."""

from __future__ import annotations

from siyar.cli.app import main, run

__all__ = ["main", "run"]
