"""Email: what is written, the queue it waits in, and how it is delivered."""
