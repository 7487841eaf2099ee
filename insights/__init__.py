"""From answers to perceptions, and from perceptions to pages.

    statistics ← models ← disclosure ← publishing ← results
                                        results ← wording ← tables ← charts ← pages, export

Only `publishing.perceptions` reads answers. Only `disclosure` decides what may be shown.
"""
