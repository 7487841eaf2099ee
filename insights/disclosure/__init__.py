"""Decides what may be disclosed. No other package does. It is arithmetic, and reads no database.

`groups` plans who is compared, `steps` how coarsely, `release` puts both together for one question,
`audit` asks whether the result fixes what someone said, and `ladder` finds the finest results that
do not.
"""
