"""Views of `records`: the trail, and what is held about a person."""
