"""What is asked and what each member answers.

    questionnaires ← reviews ← invitations ← responses ← paper, imports

Nothing here compares or sums answers; `insights` does.
"""
