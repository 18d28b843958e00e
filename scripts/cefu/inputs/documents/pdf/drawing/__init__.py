"""What is drawn on a PDF page: rules, pictures, figures."""
