"""What one member answers, behind their link: shown, saved, submitted, and in the end unlinked."""
