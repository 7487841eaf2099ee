"""What may be shown: which groups and figures, before a review opens and once it has closed.

Sees numbers of people and no answer.
"""
