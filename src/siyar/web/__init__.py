"""The web workbench: the pages of `siyar serve` (extra ``web``).

Server-rendered pages over the same verbs as the command line; the state of a case is in the address, so that reload,
back and a copied link keep it. Everything works without a script, offline, and nothing is asked of another machine.
`app.create_app` makes the application, `serving.serve` runs it; nothing is imported before one of them is.
"""
