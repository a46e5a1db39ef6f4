"""What both services stand on: settings, problems, web, images, blobs, cache. Knows no API."""
