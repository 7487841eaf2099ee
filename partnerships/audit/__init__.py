"""Who did what: whose doing a change is, and what is written down of it."""
