"""Who is asked, and their links: making, resending, withdrawing and joining."""
