"""Partnerships, organisations, members, and who may do what.

It never knows about reviews or answers.
"""
