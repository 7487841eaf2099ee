"""Pages for entering paper responses and marking who gave them."""
