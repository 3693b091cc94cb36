"""Paragraphs, sentences, quotations, boilerplate, datelines, language: the text laid out before rules are tried."""

from attrib.segment.compiled import LayoutRules, compile_layout
from attrib.segment.language import looks_like
from attrib.segment.page import layout
from attrib.segment.spans import Layout, Quotation, SentenceSpan

__all__ = ["Layout", "LayoutRules", "Quotation", "SentenceSpan", "compile_layout", "layout", "looks_like"]
