"""What is held about people and what they did: personal data, erasure and the audit log."""
