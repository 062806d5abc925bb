"""Settings for the core layer of channels_redis, as the book shows them.

They are put behind the settings of stage 2, which import os.
"""

import os

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            "hosts": [
                {
                    "address": os.environ.get("REDIS_URL", "redis://localhost:6379"),
                    "socket_timeout": None,
                }
            ],
        },
    },
}
