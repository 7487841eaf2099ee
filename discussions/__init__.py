"""From perceptions to talk and action: what was said, what was agreed, who does what by when."""
