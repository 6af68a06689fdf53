"""What the site adds to wagtail-localize: facts stay in step, words are published whole or not at all."""
