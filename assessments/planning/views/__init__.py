"""The pages of the planning room, one module a subject."""
