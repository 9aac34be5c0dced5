"""The demo's committee documents: papers worth reading, one in each state, and the meetings around them."""

from portal.demo.documents.loading import load_documents

__all__ = ["load_documents"]
