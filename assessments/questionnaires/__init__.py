"""What is asked: questionnaires as files, as versions in use, and as partnerships edit their own.

Nothing here knows about open reviews or the people who are asked.
"""
