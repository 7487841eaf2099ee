"""Pages for who types in sheets, and marks who has answered on paper."""
