"""Word documents (Office Open XML), read with lxml from their own XML.

python-docx and mammoth give neither automatic numbers nor, both, notes and
cells that span; the parts needed are read here with entities switched off.
"""

from cefu.inputs.documents.docx.reader import read_docx

__all__ = ["read_docx"]
