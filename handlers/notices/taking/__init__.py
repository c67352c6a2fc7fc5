"""A file or a link on its way into the library: read, looked through, confirmed."""
