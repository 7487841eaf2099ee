"""What follows from what is published, for readers who know this or that beside it."""
