"""Who is asked, and the links by which they answer: made, sent again, withdrawn, joined by."""
