"""Pages of the app: running a review, answering it, bringing answers in."""
