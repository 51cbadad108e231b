"""Siyar: doctrines of foreign relations as executable, sourced rules."""

__version__ = "0.1.0.dev0"
