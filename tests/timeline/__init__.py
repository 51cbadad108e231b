"""Cases with events, and what is said of them from moment to moment."""
