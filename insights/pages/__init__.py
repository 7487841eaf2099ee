"""What a page shows, brought together: figures, words and charts."""
