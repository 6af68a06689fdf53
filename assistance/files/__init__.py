"""What is sent to us as a file: looked at before it is kept (docs/uploads.md). No models here."""
