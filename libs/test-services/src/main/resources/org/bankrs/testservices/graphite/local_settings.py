import inspect

FOLDER = "@FOLDER@"
SECRET_KEY = "of a server that lives as long as one test"
TIME_ZONE = "UTC"
DEBUG = False
ALLOWED_HOSTS = ["*"]
GRAPHITE_ROOT = FOLDER
CONF_DIR = FOLDER + "/conf"
STORAGE_DIR = FOLDER + "/storage"
STATIC_ROOT = FOLDER + "/static"
LOG_DIR = FOLDER + "/storage/log/webapp"
INDEX_FILE = FOLDER + "/storage/index"
WHISPER_DIR = FOLDER + "/storage/whisper"
STANDARD_DIRS = [WHISPER_DIR]
CARBONLINK_HOSTS = ["127.0.0.1:@QUERY_PORT@"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER + "/storage/graphite.db"}}
LOG_FILE_INFO = LOG_FILE_EXCEPTION = LOG_FILE_CACHE = LOG_FILE_RENDERING = "-"
# A new metric is to be seen at once.
FIND_CACHE_DURATION = 0
DEFAULT_CACHE_DURATION = 0

# graphite-web calls two functions that Python 3.11 removed, to describe its functions to Grafana's query editor.
if not hasattr(inspect, "getargspec"):
    inspect.getargspec = lambda function: inspect.getfullargspec(function)[:4]  # type: ignore[attr-defined]
if not hasattr(inspect, "formatargspec"):
    inspect.formatargspec = lambda *args, **kwargs: "(...)"  # type: ignore[attr-defined]
