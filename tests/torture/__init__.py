"""kill -9 at random instants, while people talk, files arrive and a slot of notices is sent."""
