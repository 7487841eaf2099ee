"""A review’s life, from a draft to results that are shared: who decides, when, and what is told."""
