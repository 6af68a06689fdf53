"""What the site is compared with: Wagtail and Django as they come, with next to nothing of their own."""
