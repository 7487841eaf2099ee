"""Decides what may be disclosed. No other package does. It is arithmetic, and reads no database.

`groups` plans who is compared, `release` says what is shown of each question, `audit` asks whether
that fixes what someone said (with `tables`, `sampling`, `swaps`, `coverage` and `programme`), and
`ladder` finds the finest results that do not. `company` keeps it from pointing at a question.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Questions are audited side by side. Threads within one would only be in each other's way."""
