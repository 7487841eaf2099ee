"""Views of `insights`: closing a review, and reading its results."""
