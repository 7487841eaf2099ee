"""The life of a review, from draft to shared results: who decides, when, and who is told."""
