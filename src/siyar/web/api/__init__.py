"""The pages' verbs for programs: `/api/v1`, with OpenAPI, under one shape of answer and one of refusal.

An answer is ``{"state": …, "found": …}``: what it was made from, and what the command of the same name prints with
`--format json`. A refusal is ``{"error": {"status", "code", "message", "help", "problems"}}``.
"""
