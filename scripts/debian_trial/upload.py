"""Typed into the hub's shell: uploads a picture and a document, and prints their paths."""

import sys
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

content = BytesIO()
Image.new("RGB", (40, 30), "teal").save(content, "PNG")
image = get_image_model().objects.create(
    title="Rzeka", file=ContentFile(content.getvalue(), name="rzeka.png"), width=40, height=30
)
document = get_document_model().objects.create(
    title="Źródło", file=ContentFile("Źródło\n".encode(), name="źródło.txt")
)
sys.stdout.write(f"{image.file.url} {image.get_rendition('width-20').url} {document.url}\n")
