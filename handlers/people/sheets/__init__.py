"""Tables in and out: templates, imports, exports, invitations by the hundred."""
