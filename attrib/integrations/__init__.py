"""attrib inside other libraries: a component of spaCy pipelines, a function for Hugging Face datasets."""
