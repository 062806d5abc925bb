"""A middleware that sends the Content-Security-Policy in WORKBOOK_CSP."""

import os


def content_security_policy(get_response):
    def middleware(request):
        response = get_response(request)
        response["Content-Security-Policy"] = os.environ["WORKBOOK_CSP"]
        return response

    return middleware
