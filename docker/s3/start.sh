#!/bin/sh
# Makes the buckets named as arguments and serves on port 9000.
set -eu
for bucket in "$@"; do mkdir -p "/data/$bucket"; done
umask 077
cat > /tmp/s3proxy.properties << END
s3proxy.endpoint=http://0.0.0.0:9000
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=$S3_ACCESS_KEY
s3proxy.credential=$S3_SECRET_KEY
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=/data
END
exec java -XX:MaxRAMPercentage=60 -Dlogback.configurationFile=/app/logback.xml -cp '/app/libraries/*' \
  org.gaul.s3proxy.Main --properties /tmp/s3proxy.properties
