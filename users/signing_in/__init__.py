"""How the staff come into the admin: password, second factor, limits, the length of a session.

django-allauth asks for the password and the second factor, django-axes counts wrong passwords; here stands
what binds them to Wagtail's admin and to this site's ways (``docs/decisions/0014-signing-in.md``).
"""
