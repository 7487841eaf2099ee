"""A partnership’s own evidence: what it holds, and what is filled in about it."""
