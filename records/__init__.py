"""What is kept about people and what they did: the trail, personal data, how long answers stay."""
