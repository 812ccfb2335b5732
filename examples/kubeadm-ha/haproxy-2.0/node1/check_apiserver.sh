#!/bin/sh
# Fails when nothing answers on this node; where the address lives, also when nothing answers there.
fail() {
    echo "check_apiserver: $*" >&2
    exit 1
}

curl --silent --max-time 2 --insecure https://localhost:8443/ -o /dev/null || fail "no answer on localhost"
if ip addr | grep -q 192.168.1.100; then
    curl --silent --max-time 2 --insecure https://192.168.1.100:8443/ -o /dev/null || fail "no answer on 192.168.1.100"
fi
