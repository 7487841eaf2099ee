"""From answers to perceptions: measures, disclosure control, publishing, results.

Only `publishing.perceptions` reads answers; only `disclosure.control` decides what may be shown.
"""
