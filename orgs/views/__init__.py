"""The pages of the orgs room, one module a journey."""
