"""Where staff handle requests, in the admin. Nobody else sees a request, or how many there are."""
