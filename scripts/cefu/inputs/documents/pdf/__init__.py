"""PDF: from PDFium's characters to lines in reading order."""
