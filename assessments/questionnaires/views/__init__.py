"""Pages for managing a partnership's own questionnaires. Rules live in `services`."""
