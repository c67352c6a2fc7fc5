"""While names are on public notice: anybody may object, staff decide."""
