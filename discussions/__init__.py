"""From perceptions to discussion and action: what was said and agreed, and who does what by
when."""
