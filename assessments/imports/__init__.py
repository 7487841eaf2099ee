"""Answers collected elsewhere: a spreadsheet's columns mapped to a questionnaire, then read.

`mapping` says what each column and each value in it stands for; `parse` turns rows into
responses and names every bad cell. Neither touches the database.
"""
