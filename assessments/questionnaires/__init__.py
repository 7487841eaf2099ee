"""What is asked: questionnaires as files, as versions in use, and as partnerships edit their own.

Nothing here knows of a review that is under way, nor of anybody who is asked.
"""
