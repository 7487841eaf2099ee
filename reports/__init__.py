"""One outline of a review's report, and its writers. It reads published perceptions only."""
