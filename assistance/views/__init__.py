"""The partner's way: one module a step, below the request page's address."""
