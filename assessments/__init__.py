"""What is asked and what each member says: questionnaires, reviews, invitations, responses.

Nothing here compares or sums answers; `insights` does.
"""
