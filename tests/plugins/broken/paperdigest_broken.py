"""As a plug-in is after an upgrade of something that it needs."""

raise ImportError("cannot import name 'Gone' from 'elsewhere'")
