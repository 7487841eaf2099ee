"""What the evidence says: considerations, stages, findings and talking points.

First in the chain of apps: it does not import any of the others.
"""
