"""One member's answers, behind their link: shown, saved, submitted and finally unlinked."""
