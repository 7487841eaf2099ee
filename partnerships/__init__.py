"""Who is at the table: people, partnerships, organisations, members, and who may do what.

It never knows about reviews or answers.
"""
