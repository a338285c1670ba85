"""The pages of the rounds room, one module a journey."""
