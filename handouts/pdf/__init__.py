"""PDF as a file format: objects, cross-references, field content, metadata. No ReportLab.

Layout hands over an `Edition`; personalising adds a patient's few objects to it. The format
is ISO 32000-1 (PDF 1.7), with PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) on top.
"""
