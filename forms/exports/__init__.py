"""Forms for other programs: an XLSForm, and a workbook to fill in."""
