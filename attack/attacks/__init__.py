"""The attacks: each takes a seed and a number of statements, and says what it tried and got."""
