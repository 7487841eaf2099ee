"""Pages on which a partnership looks after its questionnaires. Rules live in `services`."""
