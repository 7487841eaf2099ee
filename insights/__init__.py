"""From answers to perceptions: measures, disclosure control, publishing, results.

Only `insights.perceptions` reads answers; only `insights.disclosure` decides what may be shown.
"""
