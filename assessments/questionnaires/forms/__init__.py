"""What coordinators fill in about questionnaires."""
