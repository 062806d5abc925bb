"""What several tests of the doctor use: a channel layer, and what was said."""

from tests.doctor.finding import Finding
from tests.doctor.lines import lines_of

CORE = "channels_redis.core.RedisChannelLayer"


def said(findings: list[Finding]) -> str:
    return "\n".join(line for finding in findings for line in lines_of(finding))
