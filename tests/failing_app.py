"""What gunicorn serves where its own log is looked at: every request fails with what it was sent."""


def application(environ, start_response):
    raise ValueError(environ["PATH_INFO"])
